import type { ListInput } from '../../../contract/lists'
import { match, statement } from '../../../contract/vehicles/fuel'
import type { Reading } from '../../../office/house'
import { timelineOf } from '../../../office/records/timeline'
import { rowsById } from '../../../platform/database/readRows'
import { CardStatement, Refuel, StatementLine, StatementMatch, Vehicle } from '../entities'
import { registerOf } from '../register'
import { platesOf } from '../vehicle/rows'

export const statements = registerOf({
  record: statement,
  entity: CardStatement,
  what: '对账单',
  alias: 's',
  listing: { joined: {}, search: ['s.number', 's.fileName'], order: [['s.number', 'DESC']] },
  workOut: () => Promise.resolve(() => ({}))
})
export const statementsPage = (reading: Reading, input: ListInput) => statements.page(reading, input)

export const matches = registerOf({
  record: match,
  entity: StatementMatch,
  what: '对账情况',
  alias: 'm',
  listing: {
    joined: {
      cardNumber: 'l.cardNumber',
      plate: 'v.plate',
      at: 'l.at',
      station: 'l.station',
      gradeWords: 'l.gradeWords',
      kindWords: 'l.kindWords',
      lineLitres: 'l.litres',
      lineCents: 'l.amountCents',
      refuelNumber: 'f.number',
      refuelLitres: 'f.litres',
      refuelCents: 'f.amountCents'
    },
    filters: { statementId: 'm.statementId', refuelId: 'm.refuelId' },
    search: ['v.searchKey', 'f.searchKey', 'l.cardNumber'],
    order: [['m.day', 'ASC']]
  },
  join: (query) =>
    query
      .leftJoin(StatementLine, 'l', 'l.id = m.lineId')
      .leftJoin(Refuel, 'f', 'f.id = m.refuelId')
      .leftJoin(Vehicle, 'v', 'v.id = m.vehicleId'),
  period: { column: 'm.day' },
  sheetOrder: 'day',
  workOut: async ({ manager }, rows) => {
    const lines = await rowsById(
      manager,
      StatementLine,
      rows.map(({ lineId }) => lineId)
    )
    const refuels = await rowsById(
      manager,
      Refuel,
      rows.map(({ refuelId }) => refuelId)
    )
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    return (row) => {
      const line = lines.get(row.lineId ?? '')
      const refuel = refuels.get(row.refuelId ?? '')
      return {
        cardNumber: line ? `${line.cardNumber}${line.digitsLost ? '（位数丢失）' : ''}` : null,
        plate: plates.get(row.vehicleId ?? '') ?? null,
        at: line?.at ?? null,
        station: line?.station ?? null,
        gradeWords: line?.gradeWords ?? null,
        kindWords: line?.kindWords ?? null,
        lineLitres: line?.litres ?? null,
        lineCents: line?.amountCents ?? null,
        refuelNumber: refuel?.number ?? null,
        refuelLitres: refuel?.litres ?? null,
        refuelCents: refuel?.amountCents ?? null
      }
    }
  }
})
export const matchesPage = (reading: Reading, input: ListInput) => matches.page(reading, input)

/** One statement with how many of its lines are of each kind. */
export async function statementDetail(reading: Reading, id: string) {
  const { manager } = reading
  const stored = await statements.one(reading, id)
  const [row] = await statements.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  const counted = await manager
    .createQueryBuilder(StatementMatch, 'm')
    .select('m.kind', 'kind')
    .addSelect('COUNT(*)', 'total')
    .where('m.statementId = :id', { id })
    .groupBy('m.kind')
    .getRawMany<{ kind: string; total: number | string }>()
  return {
    row,
    counts: Object.fromEntries(counted.map(({ kind, total }) => [kind, Number(total)])),
    actions: [],
    timeline: await timelineOf(manager, { ledger: 'vehicles', subjects: [id] })
  }
}
