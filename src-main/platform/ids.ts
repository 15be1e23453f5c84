import { v7 } from 'uuid'

/** Gives out new row ids (UUID v7 text); tests give fixed ones. */
export type IdSource = () => string

export const uuidSource: IdSource = () => v7()
