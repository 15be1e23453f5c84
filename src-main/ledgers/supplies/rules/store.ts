import type { AnyRule } from '../../../kernel/rules/rule'
import { SUP_11, SUP_12, SUP_13, SUP_14, SUP_15, SUP_16, SUP_20 } from './storeIssue'
import { SUP_17, SUP_18, SUP_19 } from './storeKeeping'

/** The rules of the storeroom, SUP-11 to SUP-20. */
export const storeRules: readonly AnyRule[] = [SUP_11, SUP_12, SUP_13, SUP_14, SUP_15, SUP_16, SUP_17, SUP_18, SUP_19, SUP_20]
