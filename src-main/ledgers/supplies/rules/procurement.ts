import type { AnyRule } from '../../../kernel/rules/rule'
import { SUP_07, SUP_10 } from './acceptance'
import { SUP_01 } from './catalogue'
import { SUP_05, SUP_06, SUP_08, SUP_09 } from './purchasing'
import { SUP_02, SUP_03, SUP_04 } from './requisitioning'

/** Rules of purchasing up to acceptance. */
export const procurementRules: readonly AnyRule[] = [SUP_01, SUP_02, SUP_03, SUP_04, SUP_05, SUP_06, SUP_07, SUP_08, SUP_09, SUP_10]
