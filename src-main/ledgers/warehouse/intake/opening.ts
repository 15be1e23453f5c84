import type { CustodyAct, ExitKind, LegalBasis, Perishability } from '../../../contract/warehouse/words'
import { exitKinds } from '../../../contract/warehouse/words'
import { citeFor } from '../../../kernel/rules/regulation'
import { searchKey } from '../../../kernel/searchKey'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { timingOf, quantitiesOf, standingRow } from '../clocks/standing'
import { CustodyEntry, DetainedLine, DetainedMovement, Exit, ExitLine, ExitRecord, Intake, Standing } from '../entities'
import { goodsWords } from '../line/goods'
import { groupsOf } from '../../../kernel/groups'
import type { LineExit } from './exitWords'
import { tagOf } from './receive'
import { WH_11 } from '../rules/intake'

/** An intake of a register kept before the ledger. Quantities in thousandths, days as local dates. */
export interface RegisteredIntake {
  readonly day: string
  readonly party: string
  readonly cause: string
  readonly documentNumber: string
  readonly squadId: string
  readonly remarks: string | null
  readonly lines: readonly RegisteredLine[]
}

export interface RegisteredLine {
  readonly name: string
  readonly spec: string
  readonly quantity: number
  readonly measure: string
  readonly condition: string
  readonly perishability: Perishability
  readonly location: string
  /** What had left by then. */
  readonly exits: readonly LineExit[]
}

const unknownPlace = '原登记簿未记载'
const carriedOver = '期初转入'

/** All rows of an opening, gathered so that each table is written at once. */
interface Rows {
  readonly intakes: Intake[]
  readonly lines: DetainedLine[]
  readonly movements: Omit<DetainedMovement, 'id'>[]
  readonly custody: Omit<CustodyEntry, 'id'>[]
  readonly exits: Omit<Exit, 'version'>[]
  readonly exitLines: Omit<ExitLine, 'id'>[]
  readonly records: Omit<ExitRecord, 'id'>[]
  readonly standings: Standing[]
  /** What is left of a line after the exits written so far. */
  readonly left: Map<string, number>
}

/** Goods of a line that left. */
interface Gone extends LineExit {
  readonly line: DetainedLine
}

interface OpeningExit {
  readonly intake: Intake
  readonly kind: ExitKind
  readonly day: string
  readonly note: string
  readonly gone: readonly Gone[]
}

/**
 * Takes a register over as opening entries: intakes, and exits for what had left by then, so that in = out + on hand
 * per line.
 */
export async function openRegister(
  unit: UnitOfWork,
  calendar: WorkingCalendar,
  register: readonly RegisteredIntake[]
): Promise<void> {
  const rows: Rows = {
    intakes: [],
    lines: [],
    movements: [],
    custody: [],
    exits: [],
    exitLines: [],
    records: [],
    standings: [],
    left: new Map()
  }
  const numbers = await unit.nextNumbers('ZK', register.length)
  const exits: OpeningExit[] = []
  for (const [index, registered] of register.entries())
    exits.push(...(await openIntake(unit, calendar, rows, registered, numbers[index] ?? '')))
  const exitNumbers = await unit.nextNumbers('ZC', exits.length)
  const batches = [...(await unit.nextNumbers('XH', exits.filter((exit) => exit.kind === 'destroy').length))]
  for (const [index, exit] of exits.entries())
    openExit(unit, rows, exit, exitNumbers[index] ?? '', exit.kind === 'destroy' ? (batches.shift() ?? null) : null)
  await unit.appendMany(Intake, rows.intakes)
  await unit.appendMany(DetainedLine, rows.lines)
  await unit.insertMany(Exit, rows.exits)
  await unit.appendMany(DetainedMovement, rows.movements)
  await unit.appendMany(CustodyEntry, rows.custody)
  await unit.appendMany(ExitLine, rows.exitLines)
  await unit.appendMany(ExitRecord, rows.records)
  await unit.deriveMany(Standing, rows.standings)
}

/**
 * What a document number tells of the legal basis: 扣 seizure, 存 preservation, 罚 or 没 confiscation; seizure when it
 * tells nothing.
 */
export function basisOf(documentNumber: string): LegalBasis {
  if (/存/.test(documentNumber)) return 'preservation'
  return /罚|没/.test(documentNumber) ? 'confiscation' : 'seizure'
}

async function openIntake(
  unit: UnitOfWork,
  calendar: WorkingCalendar,
  rows: Rows,
  registered: RegisteredIntake,
  number: string
): Promise<readonly OpeningExit[]> {
  const { day, party, documentNumber } = registered
  // The old book tells the day; the hour is not recorded and none is made up.
  const at = day
  const goods = goodsWords(registered.lines.map((line) => line.name))
  const intake: Intake = {
    id: unit.newId(),
    number,
    at,
    day,
    detainedAt: at,
    detainedOn: day,
    squadId: registered.squadId,
    officers: [],
    party,
    partyAddress: null,
    partyPhone: null,
    place: unknownPlace,
    cause: registered.cause,
    basis: basisOf(documentNumber),
    onTheSpot: false,
    approvedOn: null,
    documentNumber,
    caseNumber: null,
    goods,
    handlerId: null,
    keeperId: null,
    partySign: 'absent',
    refusalReason: null,
    refusalWitness: null,
    opening: true,
    remarks: registered.remarks,
    searchKey: searchKey(party, number, documentNumber, goods, registered.cause)
  }
  rows.intakes.push(intake)
  const facts = {
    detainedAt: at,
    detainedOn: day,
    basis: intake.basis,
    spot: null,
    extensionDays: 0,
    testings: [],
    decisions: []
  }
  const gone: Gone[] = []
  for (const [index, { exits, ...goodsOfLine }] of registered.lines.entries()) {
    const line: DetainedLine = {
      id: unit.newId(),
      intakeId: intake.id,
      lineNumber: index + 1,
      tag: tagOf(number, index + 1),
      ...goodsOfLine,
      brand: '',
      estimatedCents: null,
      separation: null,
      photoIds: []
    }
    rows.lines.push(line)
    rows.movements.push(
      movement(line, intake, {
        kind: 'intake',
        exitId: null,
        documentNumber: number,
        at,
        day,
        quantity: line.quantity,
        balance: line.quantity
      })
    )
    rows.custody.push(link(line, 'detained', party, '办案片区', unknownPlace, documentNumber, at, carriedOver))
    rows.custody.push(link(line, 'intake', '办案片区', '仓库管理员', line.location, number, at, carriedOver))
    gone.push(...exits.map((exit) => ({ line, ...exit })))
    const sums = quantitiesOf([
      { kind: 'intake', quantity: line.quantity },
      ...exits.map((exit) => ({ kind: exit.kind, quantity: -exit.quantity }))
    ])
    rows.standings.push(
      standingRow(
        intake,
        line,
        sums,
        { location: line.location, thirdParty: false, missing: false },
        timingOf(sums.onHand, facts, line, unit.book, calendar)
      )
    )
  }
  return exitsOf(unit, intake, gone)
}

async function exitsOf(unit: UnitOfWork, intake: Intake, gone: readonly Gone[]): Promise<readonly OpeningExit[]> {
  const exits: OpeningExit[] = []
  for (const [, group] of [...groupsOf(gone, ({ day, kind }) => `${day} ${kind}`)].sort(([a], [b]) =>
    a < b ? -1 : 1
  )) {
    const [first] = group
    if (!first) continue
    const lines = group.map(({ line }) => line)
    const early = first.day < intake.day
    // Goods cannot leave before they came: the register's date is kept in the remarks, and somebody has to look at it.
    if (early)
      await unit.except({
        rule: WH_11.id,
        message: `文书号${intake.documentNumber}的${goodsWords(lines.map((line) => line.name))}处理日期${first.day}早于入库日期${intake.day}`,
        source: citeFor(unit.book.profile, WH_11.sources),
        reason: '期初转入，按入库日期登记出库，待核对原登记簿'
      })
    const note = early ? `${carriedOver}，原登记处理日期${first.day}早于入库日期` : carriedOver
    exits.push({ intake, kind: first.kind, day: early ? intake.day : first.day, note, gone: group })
  }
  return exits
}

function openExit(
  unit: UnitOfWork,
  rows: Rows,
  { intake, kind, day, note, gone }: OpeningExit,
  number: string,
  batch: string | null
): void {
  const id = unit.newId()
  // The old book tells the day; the hour is not recorded and none is made up.
  const at = day
  const goods = goodsWords(gone.map(({ line }) => line.name))
  const recipient = kind === 'return' ? intake.party : ''
  rows.exits.push({
    id,
    number,
    intakeId: intake.id,
    squadId: intake.squadId,
    kind,
    ownerless: false,
    applicantId: null,
    submittedOn: day,
    decisionNumber: '',
    decidedOn: null,
    decisionAttachmentId: null,
    recipient,
    proxyAttachmentId: null,
    announcement: null,
    photoIds: [],
    deputyId: null,
    goods,
    reason: note,
    cleanupId: null,
    responsibility: null,
    opening: true,
    state: 'done',
    approvalId: null,
    searchKey: searchKey(intake.party, number, intake.number, goods)
  })
  const nobody = {
    executorName: '',
    recorderName: '',
    witnessName: '',
    keeperId: null,
    keeperName: '',
    squadSignerName: ''
  }
  const nothing = {
    place: '',
    method: '',
    receiverIdKind: '',
    condition: '',
    receiptNumber: '',
    photoIds: [],
    auctionCents: null
  }
  rows.records.push({ exitId: id, at, day, batch, ...nobody, ...nothing, receiverName: recipient })
  for (const { line, quantity } of gone) {
    const left = (rows.left.get(line.id) ?? line.quantity) - quantity
    rows.left.set(line.id, left)
    rows.exitLines.push({ exitId: id, lineId: line.id, quantity })
    rows.movements.push(
      movement(line, intake, {
        kind,
        exitId: id,
        documentNumber: number,
        at,
        day,
        quantity: -quantity,
        balance: left
      })
    )
    rows.custody.push({
      ...link(line, 'exit', '仓库管理员', recipient || exitKinds[kind], unknownPlace, number, at, note),
      quantity
    })
  }
}

function movement(
  line: DetainedLine,
  intake: Intake,
  entry: Pick<DetainedMovement, 'kind' | 'exitId' | 'documentNumber' | 'at' | 'day' | 'quantity' | 'balance'>
): Omit<DetainedMovement, 'id'> {
  return { lineId: line.id, intakeId: intake.id, squadId: intake.squadId, ...entry, reversalOfId: null, reason: null }
}

function link(
  line: DetainedLine,
  act: CustodyAct,
  fromName: string,
  toName: string,
  place: string,
  voucher: string,
  at: string,
  remarks: string
): Omit<CustodyEntry, 'id'> {
  return { lineId: line.id, at, act, fromName, toName, place, quantity: line.quantity, voucher, remarks }
}
