/** Last day of a year's return to the issuers (清退). */
export const returnDueOn = (year: number): string => `${year}-12-31`
