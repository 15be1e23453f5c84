import { invalid } from '../../kernel/fault'
import { compact } from '../../kernel/typedText'

/** A login as it is kept: half width, without white space, lower case. */
export const loginOf = (typed: string): string => compact(typed).toLowerCase()

/** Passwords have at least 8 characters with letters and digits; gives `invalid` at the field otherwise. */
export function checkPassword(password: string, path: string): void {
  if (password.length < 8 || !/[A-Za-z]/.test(password) || !/\d/.test(password)) throw invalid([{ path, message: '密码至少8位，须同时有字母和数字' }])
}
