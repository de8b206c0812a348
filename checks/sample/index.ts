export { type SampleProgress, type SampleRow, sampleSubject } from "./sampleSubject.ts";
