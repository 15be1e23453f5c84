import { averagePrice } from '../../../kernel/movingAverage'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { ApprovalOutcome, RequestDefinition } from '../../../office/approvals/requestDefinition'
import { Scrap } from '../entities/stock'
import { itemIn, itemsOf } from '../stock/items'
import { postMovement, stockOf } from '../stock/post'

/** Scrapping of supplies: office, finance, leader in charge of the office. Finance records the disposal afterwards. */
export const scrapDefinition: RequestDefinition = {
  flow: {
    kind: 'supplies.scrap',
    name: '办公用品报废',
    chains: {
      dongkou: [
        { role: 'officeDirector', label: '办公室意见' },
        { role: 'finance', or: ['financeHead'], label: '财务意见' },
        { role: 'leader:office', label: '分管领导意见' }
      ]
    }
  },
  form: 'supplies.scrap',
  onOutcome: async (unit, approval, outcome: ApprovalOutcome) => {
    const entries = await unit.manager.find(Scrap, { where: { approvalId: approval.id }, order: { id: 'ASC' } })
    for (const [index, entry] of entries.entries()) {
      if (outcome === 'approved' && entry.source === 'stock') await takeFromStock(unit, entry, index + 1)
      // Old ones handed in stay on the register until they are scrapped, whatever becomes of this request.
      const state = entry.source !== 'stock' && (outcome === 'refused' || outcome === 'withdrawn') ? 'kept' : outcome
      const current = await unit.load(Scrap, entry.id, '报废记录')
      if (current.state !== state)
        await unit.update(Scrap, current, { state, ...(state === 'kept' ? { approvalId: null } : {}) }, '报废记录')
    }
  }
}

async function takeFromStock(unit: UnitOfWork, entry: Scrap, lineNumber: number): Promise<void> {
  const item = itemIn(await itemsOf(unit.manager, [entry.itemId]), entry.itemId)
  const stock = await stockOf(unit, item.id)
  await postMovement(unit, {
    kind: 'scrap',
    document: entry,
    lineNumber,
    item,
    quantity: entry.quantity,
    reason: entry.reason
  })
  const price = averagePrice(stock)
  // The register shows the price the goods left the books at.
  if (price !== entry.unitPriceCents) await unit.update(Scrap, entry, { unitPriceCents: price }, '报废记录')
}
