export { type SampleRow, sampleSubject } from "./sampleSubject.ts";
