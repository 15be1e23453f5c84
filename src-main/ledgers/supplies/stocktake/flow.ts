import type { ApprovalOutcome, RequestDefinition } from '../../../office/approvals/requestDefinition'
import { Stocktake } from '../entities/stock'
import { adjustStock } from './adjust'
import { noteLateStocktake } from './due'

/** Tag of stocktakes the keeper hands in, counted or watched: the keeper's own step is left out (K-02, K-12). */
export const BY_KEEPER = 'byKeeper'

/** Approval of stocktake differences; on approval the adjusting entries are posted. */
export const stocktakeDefinition: RequestDefinition = {
  flow: {
    kind: 'supplies.stocktake',
    name: '办公用品盘点盈亏',
    chains: {
      dongkou: [
        { role: 'suppliesKeeper', label: '保管员意见', notWith: BY_KEEPER },
        { role: 'officeDirector', label: '办公室主任意见' },
        { role: 'leader:office', label: '分管领导意见' }
      ]
    }
  },
  form: 'supplies.stocktake',
  onOutcome: async (unit, approval, outcome: ApprovalOutcome) => {
    const stocktake = await unit.load(Stocktake, approval.subjectId, '盘点')
    if (outcome === 'approved') {
      await noteLateStocktake(unit, stocktake)
      await adjustStock(unit, stocktake)
    }
    const state = outcome === 'approved' ? 'posted' : outcome
    if (stocktake.state !== state) await unit.update(Stocktake, stocktake, { state }, '盘点')
  }
}
