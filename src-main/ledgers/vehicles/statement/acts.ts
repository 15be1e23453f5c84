import { Between } from 'typeorm'
import type { statements } from '../../../contract/vehicles/fuel'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { addDays } from '../../../kernel/localDate'
import { Attachment } from '../../../office/entities'
import type { House } from '../../../office/house'
import { readTablesAside } from '../../../platform/importing'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { CardStatement, FuelCard, Refuel, StatementLine, StatementMatch } from '../entities'
import type { InputTo } from '../inputTo'
import { plateOf } from '../rules/fleet'
import { VEH_09 } from '../rules/fuel'
import { plateBook, type PlateBook } from '../vehicle/cars'
import { matchStatement, type MatchRefuel } from './match'
import { readStatement, type ReadLine } from './read'

/** Where an uploaded statement's bytes lie; read outside the unit of work so that a big file holds nobody up. */
export async function readFile(house: House, attachmentId: string) {
  const attachment = await house.database.read.findOneBy(Attachment, { id: attachmentId })
  if (!attachment) throw invalid([{ path: 'attachmentId', message: '请先上传对账单文件' }])
  const read = await readTablesAside(house.attachments.pathOf(attachment.sha256))
  if (!read.ok) throw invalid([{ path: 'attachmentId', message: read.problem.message }])
  const statement = readStatement(read.tables)
  if (statement.problems.length > 0)
    throw invalid(statement.problems.slice(0, 20).map((message) => ({ path: 'attachmentId', message })))
  if (!statement.lines.some(({ kind }) => kind === 'refuel'))
    throw invalid([
      { path: 'attachmentId', message: '文件里没有加油明细，应有 卡号、持卡人、交易时间、油品、数量、金额 这些列' }
    ])
  return { attachment, lines: statement.lines }
}

/** Keeps an oil company's statement and holds it against the register (VEH-09); the same file is taken once. */
export async function keepStatement(
  unit: UnitOfWork,
  { attachment, lines }: { readonly attachment: Attachment; readonly lines: readonly ReadLine[] }
): Promise<CardStatement> {
  const { manager } = unit
  if (await manager.existsBy(CardStatement, { sha256: attachment.sha256 }))
    throw invalid([{ path: 'attachmentId', message: '这个对账单已经读入过' }])
  const byPlate = await plateBook(manager)
  const byCard = new Map((await manager.find(FuelCard)).map((card) => [card.cardNumber, card.vehicleId]))
  const days = lines.map(({ day }) => day).sort()
  const [fromDay = unit.today, untilDay = unit.today] = [days[0], days.at(-1)]
  const id = unit.newId()
  const number = await unit.nextNumber('YD')
  const kept = lines.map((line) => ({
    ...line,
    id: unit.newId(),
    statementId: id,
    vehicleId: vehicleOf(line, byCard, byPlate)
  }))
  const inScope = new Set(kept.map(({ vehicleId }) => vehicleId).filter((each) => each !== null))
  const { days: tolerance, searchDays } = VEH_09.values(unit.book)
  const found = matchStatement(kept, await registered(unit, inScope, fromDay, untilDay, tolerance), {
    days: tolerance,
    searchDays
  })
  const fuel = kept.filter(({ kind }) => kind === 'refuel' || kind === 'reversal')
  const settledAlready = (kind: StatementMatch['kind']) => kind === 'agreeing' || kind === 'netted'
  const statement = await unit.insert(CardStatement, {
    id,
    number,
    fileName: attachment.name,
    sha256: attachment.sha256,
    fromDay,
    untilDay,
    lineCount: kept.length,
    litres: fuel.reduce((sum, { litres }) => sum + litres, 0),
    amountCents: fuel.reduce((sum, { amountCents }) => sum + amountCents, 0),
    openCount: found.filter(({ kind }) => !settledAlready(kind)).length,
    at: unit.now,
    personName: unit.actor.name
  })
  await unit.appendMany(StatementLine, kept)
  await unit.insertMany(
    StatementMatch,
    found.map(({ line, refuel, kind, words }) => ({
      statementId: id,
      lineId: line?.id ?? null,
      refuelId: refuel?.id ?? null,
      vehicleId: refuel?.vehicleId ?? line?.vehicleId ?? null,
      day: line?.day ?? refuel?.day ?? fromDay,
      kind,
      differenceCents: kind === 'netted' ? 0 : (line?.amountCents ?? 0) - (refuel?.amountCents ?? 0),
      words,
      state: settledAlready(kind) ? ('settled' as const) : ('open' as const),
      settlement: null,
      settledBy: null,
      settledAt: null
    }))
  )
  unit.about({ type: 'cardStatement', id, number })
  return statement
}

/**
 * The vehicle of a line: by the card the office mapped, else by the plate its holder is on that day; never by a number
 * that lost its digits.
 */
function vehicleOf(
  { cardNumber, digitsLost, holder, day }: ReadLine,
  byCard: ReadonlyMap<string, string | null>,
  byPlate: PlateBook
) {
  const mapped = digitsLost ? undefined : byCard.get(cardNumber)
  if (mapped) return mapped
  const plate = plateOf(holder)
  const own = byPlate.on(plate, day)
  if (own) return own.id
  // A plate without its province still names one car, where only one ends like it.
  const ending = plate.length >= 6 ? byPlate.plates.filter((known) => known.endsWith(plate)) : []
  return ending.length === 1 ? (byPlate.on(ending[0] ?? '', day)?.id ?? null) : null
}

async function registered(
  unit: UnitOfWork,
  vehicleIds: ReadonlySet<string>,
  from: string,
  until: string,
  days: number
): Promise<readonly MatchRefuel[]> {
  const all = await unit.manager.findBy(Refuel, { day: Between(addDays(from, -days), addDays(until, days)) })
  const reversed = new Set(all.map(({ reversalOfId }) => reversalOfId))
  return all.filter(
    ({ id, vehicleId, reversalOfId, noCardReason }) =>
      vehicleIds.has(vehicleId) && reversalOfId === null && !reversed.has(id) && noCardReason === null
  )
}

/** What was found is settled with a reason. */
export async function settleMatch(
  unit: UnitOfWork,
  input: InputTo<(typeof statements)['settle']>
): Promise<StatementMatch> {
  const match = await unit.load(StatementMatch, input.id, '对账情况')
  if (match.version !== input.version) throw conflict('对账情况')
  if (match.state === 'settled') throw notNow('对账情况')
  const statement = await unit.load(CardStatement, match.statementId, '对账单')
  await unit.update(CardStatement, statement, { openCount: statement.openCount - 1 }, '对账单')
  unit.about({ type: 'cardStatement', id: statement.id, number: statement.number })
  return unit.update(
    StatementMatch,
    match,
    { state: 'settled', settlement: input.settlement, settledBy: unit.actor.name, settledAt: unit.now },
    '对账情况'
  )
}
