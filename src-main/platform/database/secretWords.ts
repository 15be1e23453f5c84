import { textHash } from '../../kernel/canonical'

/** What stands in the audit log of 0.1.0 in place of a secret. */
const unrecorded = '（不记录）'
const before = '（校验值 '

/**
 * What stands in the audit log in place of a secret value: its digest, so that it cannot be changed past the program
 * without a trace.
 */
export function secretWords(value: unknown): string {
  return typeof value === 'string' ? `${before}${textHash(value)}）` : unrecorded
}

/** Whether a logged value stands for a secret. */
export const isSecretWords = (value: unknown): value is string =>
  typeof value === 'string' && (value === unrecorded || value.startsWith(before))

/**
 * Whether a stored value is the one a logged value stands for; nothing can be said of what was logged without a digest.
 */
export function standsFor(logged: string, stored: unknown): boolean {
  return logged === unrecorded || logged === secretWords(stored)
}
