import { SEC_08, SEC_09, SEC_10 } from './carriers'
import { SEC_06, SEC_07 } from './circulation'
import { SEC_11, SEC_12, SEC_13, SEC_14, SEC_15 } from './matters'
import { SEC_01, SEC_02, SEC_03, SEC_04, SEC_05 } from './register'

/** The rules of the ledger, in the catalogue's order. */
export const confidentialRules = [
  SEC_01,
  SEC_02,
  SEC_03,
  SEC_04,
  SEC_05,
  SEC_06,
  SEC_07,
  SEC_08,
  SEC_09,
  SEC_10,
  SEC_11,
  SEC_12,
  SEC_13,
  SEC_14,
  SEC_15
]
