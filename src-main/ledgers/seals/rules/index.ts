import type { AnyRule } from '../../../kernel/rules/rule'
import { SEAL_01, SEAL_02, SEAL_03, SEAL_04, SEAL_05, SEAL_06, SEAL_13 } from './life'
import { SEAL_17 } from './loss'
import { SEAL_12, SEAL_18, SEAL_19, SEAL_20 } from './oversight'
import { SEAL_07 } from './approval'
import { SEAL_08, SEAL_09, SEAL_10, SEAL_11, SEAL_14, SEAL_15, SEAL_16, SEAL_21 } from './usage'

/** The rules of the seals ledger, SEAL-01 to SEAL-21. */
export const sealRules: readonly AnyRule[] = [
  SEAL_01,
  SEAL_02,
  SEAL_03,
  SEAL_04,
  SEAL_05,
  SEAL_06,
  SEAL_07,
  SEAL_08,
  SEAL_09,
  SEAL_10,
  SEAL_11,
  SEAL_12,
  SEAL_13,
  SEAL_14,
  SEAL_15,
  SEAL_16,
  SEAL_17,
  SEAL_18,
  SEAL_19,
  SEAL_20,
  SEAL_21
]
