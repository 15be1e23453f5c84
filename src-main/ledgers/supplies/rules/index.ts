import type { AnyRule } from '../../../kernel/rules/rule'
import { SUP_07, SUP_10 } from './acceptance'
import { SUP_01 } from './catalogue'
import { SUP_05, SUP_06, SUP_08, SUP_09 } from './purchasing'
import { SUP_02, SUP_03, SUP_04 } from './requisitioning'
import { SUP_11, SUP_12, SUP_13, SUP_14, SUP_15, SUP_16, SUP_20 } from './storeIssue'
import { SUP_17, SUP_18, SUP_19 } from './storeKeeping'

/** The rules of office supplies, SUP-01 to SUP-20. */
export const suppliesRules: readonly AnyRule[] = [
  SUP_01,
  SUP_02,
  SUP_03,
  SUP_04,
  SUP_05,
  SUP_06,
  SUP_07,
  SUP_08,
  SUP_09,
  SUP_10,
  SUP_11,
  SUP_12,
  SUP_13,
  SUP_14,
  SUP_15,
  SUP_16,
  SUP_17,
  SUP_18,
  SUP_19,
  SUP_20
]
