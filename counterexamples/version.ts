/** The version of ptecheck, as traces tell it. A test holds it against package.json. */
export const version = "0.1.0";
