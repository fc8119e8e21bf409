/** Characters that a reader of a printed name takes for one another: a digit, a capital and a small letter that look alike. */
export const confusables = ['0', 'O', 'o', '1', 'l', 'I'] as const
export type Confusable = (typeof confusables)[number]

/**
 * Which of them a sign-in name holds, in the order of the list. A name of digits only holds none: nobody looks for a letter
 * there. Names that somebody chose may hold any, so that a card says beside the name what each of them is.
 */
export const confusableIn = (login: string): readonly Confusable[] =>
  /[a-z]/i.test(login) ? confusables.filter((one) => login.includes(one)) : []
