/** So many steps: 1 step, 2 steps. */
export function stepsText(many: number): string {
  return `${many} step${many === 1 ? "" : "s"}`;
}
