import { WH_04, WH_05, WH_06, WH_07, WH_15 } from './clocks'
import { WH_08, WH_09 } from './exit'
import { WH_01, WH_02, WH_03, WH_10, WH_11, WH_13 } from './intake'
import { WH_12, WH_14 } from './keeping'

/** The rules of the ledger, in the catalogue's order. */
export const warehouseRules = [
  WH_01,
  WH_02,
  WH_03,
  WH_04,
  WH_05,
  WH_06,
  WH_07,
  WH_08,
  WH_09,
  WH_10,
  WH_11,
  WH_12,
  WH_13,
  WH_14,
  WH_15
]
