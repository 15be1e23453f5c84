import { acceptance, keepingPosts, type AcceptanceDetail } from '../../../contract/assets'
import { actionsFor } from '../../../office/records/recordActions'
import type { Reading } from '../../../office/house'
import { rowsWith } from '../../../platform/database/readRows'
import { Acquisition, Asset, AssetAcceptance } from '../entities'
import { pageParts, readsOf } from '../reads'
import { enteredByLine } from './entered'

export const acceptanceReads = readsOf({
  entity: AssetAcceptance,
  record: acceptance,
  alias: 'c',
  what: '验收单',
  listing: { joined: {}, order: [['c.number', 'DESC']] },
  own: { units: ['unitId'], people: ['applicantId', 'officePersonId'] },
  workOut: async (manager, rows) => {
    const requests = await rowsWith(
      manager,
      Acquisition,
      'id',
      rows.map(({ acquisitionId }) => acquisitionId)
    )
    const numbers = new Map(requests.map(({ id, number }) => [id, number]))
    return ({ acquisitionId }) => ({ acquisitionNumber: numbers.get(acquisitionId ?? '') ?? '' })
  }
})

/** One acceptance with its lines, papers and the cards made of it. */
export async function acceptanceDetail(reading: Reading, id: string): Promise<AcceptanceDetail> {
  const { manager } = reading
  const { stored, row } = await acceptanceReads.one(reading, id)
  const cards = await manager.find(Asset, { where: { acceptanceId: id }, order: { number: 'ASC' } })
  const request = stored.acquisitionId ? await manager.findOneBy(Acquisition, { id: stored.acquisitionId }) : null
  const entered = await enteredByLine(manager, stored)
  const papers = [
    { label: '合同', id: stored.contractFileId },
    { label: '验收单', id: stored.sheetFileId },
    { label: '发票', id: stored.invoiceFileId }
  ]
  return {
    row,
    lines: stored.lines.map((line, index) => ({ ...line, entered: entered[index] ?? 0 })),
    acquisition: request && { id: request.id, number: request.number },
    papers: papers.flatMap(({ label, id: paper }) => (paper ? [{ label, id: paper }] : [])),
    cards: cards.map(({ id: card, number }) => ({ id: card, number })),
    actions: actionsFor(
      [
        { action: 'card', label: '建卡', possible: stored.state === 'open', otherwise: '已全部入账', by: keepingPosts },
        {
          action: 'lowValue',
          label: '登记低值易耗品',
          possible: stored.state === 'open',
          otherwise: '已全部入账',
          by: keepingPosts
        }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id] }))
  }
}
