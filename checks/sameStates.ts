/** The law that a run breaks which tells two systems apart, by name. It is made for each. */
export const sameStates = "same-states";
