import type { Compiled } from "../explorer/compile/index.ts";
import type { Exploration } from "../explorer/search/index.ts";
import type { Model, Question } from "../export/index.ts";

/** What our own search says of the questions of a model: the texts of those that are true in some state. */
export function answers(
  { questions }: Model,
  { program }: Compiled,
  exploration: Exploration,
): ReadonlySet<string> {
  const { properties, covers } = program.system;
  const propertyOf = ({ of }: Question) =>
    exploration.properties[properties.findIndex(({ id }) => id === of)];
  const coverOf = ({ of }: Question) => exploration.covers[covers.findIndex(({ id }) => id === of)];
  const isSeen = (question: Question): boolean => {
    switch (question.ask) {
      case "violated":
        return propertyOf(question).violation !== null;
      case "antecedent":
        return propertyOf(question).witness >= 0;
      case "asked":
        return propertyOf(question).isAsked;
      case "reached":
        return coverOf(question).state >= 0;
      case "throws":
        return (propertyOf(question) ?? coverOf(question)).error !== null;
      case "deadlock":
        return exploration.deadlock >= 0;
      case "error":
        return exploration.error !== null;
      case "out of scope":
        return exploration.outOfScope !== null;
    }
  };
  return new Set(questions.filter(isSeen).map(({ text }) => text));
}
