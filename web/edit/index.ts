export type { Edit } from "./Edit.ts";
export { editedId, editedProposal, procedureNamed } from "./editedProposal.ts";
export { proposalFile } from "./proposalFile.ts";
export type { StepTexts } from "./StepTexts.ts";
