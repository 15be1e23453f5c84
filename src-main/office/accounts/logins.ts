import { invalid } from '../../kernel/fault'
import { compact } from '../../contract/typedText'
import { isGuessable, isGuessablePin } from './badSecrets'

/** A login as it is kept: half width, without white space, lower case. */
export const loginOf = (typed: string): string => compact(typed).toLowerCase()

/**
 * Passwords have at least 8 characters with letters and digits, and are none that is tried first; gives `invalid` at
 * the field otherwise.
 */
export function checkPassword(password: string, path: string, own: readonly string[] = []): void {
  if (password.length < 8 || !/[A-Za-z]/.test(password) || !/\d/.test(password))
    throw invalid([{ path, message: '密码至少8位，须同时有字母和数字' }])
  if (isGuessable(password, own))
    throw invalid([{ path, message: '这个密码太常见、太好猜，请换一个长一些、不用常见词和连续字符的密码' }])
}

/** PINs are none that is tried first; gives `invalid` otherwise. */
export function checkPin(pin: string): void {
  if (isGuessablePin(pin))
    throw invalid([{ path: 'pin', message: '签字码过于简单，请勿用相同、成对、连续的数字或年份' }])
}
