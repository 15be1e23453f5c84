// Preloaded into the hosts and commands of window tests. Proving a password or PIN takes a quarter of a second of a core
// on purpose, and a person at a desk signs in or signs at every turn; what it costs is tested where it is stated.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

const { scrypt } = crypto
crypto.scrypt = (secret, salt, length, { N, ...rest }, done) =>
  scrypt(secret, salt, length, { ...rest, N: Math.min(N, 2 ** 10), p: 1 }, done)
syncBuiltinESMExports()
