/** What is said of a command that ends with exit code 1, as its proposal breaks a law; nothing of another. */
export function exitText(law: string, isBroken: boolean): string[] {
  return isBroken ? [`The command ends with exit code 1, as the proposal breaks ${law}.`] : [];
}
