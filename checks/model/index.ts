export {
  type ToldProcedure,
  type ToldStep,
  toldKernels,
  toldProcedures,
} from "./toldProcedures.ts";
