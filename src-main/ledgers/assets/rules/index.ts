import { AST_01, AST_02, AST_03, AST_04 } from './acquiring'
import { AST_14 } from './counting'
import { AST_08, AST_19 } from './checking'
import { AST_09, AST_10, AST_11 } from './custody'
import { AST_05, AST_06, AST_07, AST_17 } from './entering'
import { AST_16 } from './equipment'
import { AST_18 } from './depreciation'
import { AST_12 } from './leaving'
import { AST_13, AST_15 } from './liability'

/** Every rule of the ledger, in the catalogue's order. */
export const assetRules = [
  AST_01,
  AST_02,
  AST_03,
  AST_04,
  AST_05,
  AST_06,
  AST_07,
  AST_08,
  AST_09,
  AST_10,
  AST_11,
  AST_12,
  AST_13,
  AST_14,
  AST_15,
  AST_16,
  AST_17,
  AST_18,
  AST_19
]
