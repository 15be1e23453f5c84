import { formatInstant } from '../../../contract/display'
import { keptOf, type KeptOf } from '../../../contract/record'
import { carriedOut } from '../../../contract/warehouse/exit'
import { exitKinds } from '../../../contract/warehouse/words'
import { holds, type Actor } from '../../../kernel/actor'
import { conflict, Fault } from '../../../kernel/fault'
import type { Party } from '../../../kernel/rules/people'
import { K_12 } from '../../../kernel/rules/common'
import type { Application } from '../../../kernel/rules/rule'
import { actorOf } from '../../../office/actors'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { involvedIn, partiesNamed, twoAreTwo } from '../../../office/approvals/parties'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { noteIfLate } from '../../../office/records/lateness'
import { sign, signAsOutsider } from '../../../office/signatures'
import { mustFind, rowsById } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { remark } from '../cleanup/settle'
import { leadingClock, clockFactsOf, refreshStandings, timingOf, type Timing } from '../clocks/standing'
import { Exit, ExitLine, ExitRecord, Intake, type DetainedLine, type Standing } from '../entities'
import type { ExitCompletion } from '../inputs'
import { goodsOf, passOn, postMovement } from '../line/goods'
import { photosStored } from '../line/photos'
import { WH_04, WH_05, WH_06, WH_07 } from '../rules/clocks'
import { WH_08, WH_09 } from '../rules/exit'
import { WH_01, WH_10 } from '../rules/intake'

/** Goods that leave: the line, what is on hand of it, how much goes, and what time says of it. Thousandths. */
interface Leaving {
  readonly line: DetainedLine
  readonly standing: Standing
  readonly quantity: number
  readonly timing: Timing
}

/** What carrying an exit out rests on, read before anything is judged. */
interface Completion {
  readonly exit: Exit
  readonly intake: Intake
  readonly input: ExitCompletion
  readonly typed: KeptOf<(typeof carriedOut)['fields']>
  readonly leaving: readonly Leaving[]
  readonly keeper: Actor | undefined
  readonly squad: Actor | undefined
  readonly executor: Party | undefined
  readonly recorder: Party | undefined
}

/** Hands approved goods over, once and whole, with everybody's signature (WH-01, WH-07 … WH-11). */
export async function completeExit(
  unit: UnitOfWork,
  house: House,
  input: ExitCompletion
): Promise<{ id: string; number: string; batch: string | null }> {
  const exit = await unit.load(Exit, input.id, '出库单')
  // Somebody who looked at an older state is told so before anything else: the goods may have left in the meantime.
  if (exit.version !== input.version) throw await overtaken(unit, exit)
  await mustStillHold(unit, exit.approvalId)
  const completion = await gathered(unit, house, exit, input)
  unit.judge(...onSignatures(completion), ...onGoods(completion, unit.today), ...(await onPeople(unit, completion)))
  await photosStored(unit, completion.typed.photoIds, 'photoIds')
  await noteLateness(unit, completion)
  await signAll(unit, completion)
  const record = await appendRecord(unit, completion)
  await handOver(unit, completion, record)
  await unit.update(Exit, exit, { state: 'done' }, '出库单')
  await refreshStandings(unit, await house.calendar(unit.manager), completion.intake)
  for (const { line, standing } of completion.leaving) if (standing.missing) await remark(unit, line.id)
  unit.about({ type: 'exit', id: exit.id, number: exit.number })
  return { id: exit.id, number: exit.number, batch: record.batch }
}

/**
 * What somebody is told whose window shows an older state: that the goods have left, and by whom, or that something
 * else changed.
 */
async function overtaken(unit: UnitOfWork, exit: Exit): Promise<Fault> {
  const record = exit.state === 'done' ? await unit.manager.findOneBy(ExitRecord, { exitId: exit.id }) : null
  if (!record) return conflict('出库单')
  const done = `出库单${exit.number}已由${record.keeperName}在${formatInstant(record.at)}办结出库`
  return new Fault('conflict', { what: '出库单' }, `${done}，不能重复办理，请刷新查看`)
}

async function gathered(unit: UnitOfWork, house: House, exit: Exit, input: ExitCompletion): Promise<Completion> {
  const { manager } = unit
  const intake = await unit.load(Intake, exit.intakeId, '入库单')
  const lines = await manager.findBy(ExitLine, { exitId: exit.id })
  const goods = await goodsOf(
    manager,
    lines.map((line) => line.lineId)
  )
  const facts = await clockFactsOf(manager, intake)
  const calendar = await house.calendar(manager)
  const people = await rowsById(manager, Person, [input.executorId, input.recorderId])
  const signer = async (personId: string | undefined) => (personId ? actorOf(manager, personId, unit.today) : undefined)
  const party = (role: string, id: string | undefined, field: string): Party | undefined => {
    const person = people.get(id ?? '')
    return id === undefined
      ? undefined
      : { role, personId: id, name: person?.status === 'departed' ? '' : (person?.name ?? ''), field }
  }
  return {
    exit,
    intake,
    input,
    typed: keptOf(carriedOut, input),
    leaving: lines.map(({ lineId, quantity }) => {
      const found = mustFind(goods, lineId)
      return { ...found, quantity, timing: timingOf(quantity, facts, found.line, unit.book, calendar) }
    }),
    keeper: await signer(input.signatures.keeper?.personId),
    squad: await signer(input.signatures.squad?.personId),
    executor: party('执行人', input.executorId, 'executorId'),
    recorder: party('记录人', input.recorderId, 'recorderId')
  }
}

/** Who signs, and how goods of this kind have to leave (WH-01, WH-08, WH-09). */
function onSignatures({ exit, input, typed, keeper, squad, executor, recorder }: Completion): readonly Application[] {
  const { signatures } = input
  return [
    WH_01.on({
      about: 'keeper',
      name: keeper?.name ?? '',
      appointed: !signatures.keeper || (keeper !== undefined && holds(keeper, ['warehouseKeeper']))
    }),
    WH_08.on({
      consented: exit.state === 'approved',
      kind: exit.kind,
      keeperSigned: signatures.keeper !== undefined,
      squadSigned: signatures.squad !== undefined,
      squadSignerMay: squad !== undefined && maySignFor(squad, exit),
      receiverSigned: signatures.receiver !== undefined,
      receiver: input.receiver,
      receiverIdKind: typed.receiverIdKind,
      recipient: exit.recipient
    }),
    WH_09.on({
      about: 'completion',
      kind: exit.kind,
      executor: executor?.name,
      recorder: recorder?.name,
      bothSigned:
        executor !== undefined &&
        signatures.executor?.personId === executor.personId &&
        signatures.recorder?.personId === recorder?.personId,
      witness: input.witness,
      photos: typed.photoIds.length,
      place: typed.place,
      method: typed.method,
      receipt: typed.receiptNumber
    })
  ]
}

/** Whether what leaves is there, and may be treated as ownerless where the request says so (WH-10, WH-07). */
function onGoods({ exit, leaving }: Completion, today: string): readonly Application[] {
  return [
    ...leaving.map(({ standing: { name, measure, onHand }, quantity }) =>
      WH_10.on({ name, measure, asked: quantity, onHand, spokenFor: 0, missing: 0, field: 'id' })
    ),
    ...leaving.flatMap(({ line, timing }) =>
      exit.ownerless
        ? WH_07.on({
            about: 'act',
            ownerless: true,
            kind: exit.kind,
            today,
            from: timing.ownerlessOn ?? undefined,
            photos: exit.photoIds.length,
            announced: exit.announcement !== null,
            name: line.name
          })
        : []
    )
  ]
}

/**
 * K-12: squad and keeper are two; who carries out and who records are two, neither decided it; the witness from
 * outside is neither of them, nor who asked for it. The squad that asks also destroys (DK-04 二 六), so the applicant
 * may be one of the two.
 */
async function onPeople(
  unit: UnitOfWork,
  { exit, input, executor, recorder }: Completion
): Promise<readonly Application[]> {
  const { squad, keeper } = input.signatures
  const handing = K_12.on({
    parties: await partiesNamed(unit.manager, [
      { role: '片区一方', personId: squad?.personId },
      { role: '仓库管理员', personId: keeper?.personId, field: 'signatures.keeper' }
    ])
  })
  if (exit.kind !== 'destroy' && exit.kind !== 'auction') return [handing]
  const two = [executor, recorder].filter((party) => party !== undefined)
  const witness = input.witness ? [{ role: '见证人', personId: null, name: input.witness, field: 'witness' }] : []
  return [
    handing,
    ...(await twoAreTwo(unit.manager, two, await involvedIn(unit.manager, exit.approvalId, { applicantMayBe: true }))),
    K_12.on({ parties: [...two, ...witness] }),
    K_12.on({ parties: witness, apart: await involvedIn(unit.manager, exit.approvalId) })
  ]
}

/** The squad's head of the day, or whoever the request names as deputy. */
function maySignFor(signer: Actor, exit: Exit): boolean {
  return (
    signer.personId === exit.deputyId ||
    signer.posts.some((held) => held.post === 'unitHead' && held.unitId === exit.squadId)
  )
}

/** Goods that leave after their clock ran out leave a missed deadline behind (K-13), under the clock that led. */
async function noteLateness(unit: UnitOfWork, { exit, intake, leaving }: Completion): Promise<void> {
  if (exit.kind === 'writeOff') return
  const first = leadingClock(leaving.flatMap(({ timing }) => timing.clocks))
  const rule = first && clockRules.find(({ id }) => id === first.rule)
  if (!first || !rule) return
  const { dueOn, dueAt } = first.deadline
  await noteIfLate(unit, {
    rule,
    subject: { type: 'exit', id: exit.id, number: exit.number },
    what: `${intake.number}物品处理`,
    due: { dueOn, dueAt: first.kind === 'spot' ? dueAt : null }
  })
}

const clockRules = [WH_04, WH_05, WH_06]

async function signAll(unit: UnitOfWork, { exit, input }: Completion): Promise<void> {
  const subject = { type: 'exit', id: exit.id }
  const { keeper, squad, executor, recorder, receiver, witness } = input.signatures
  if (keeper) await sign(unit, keeper, '仓库管理员', subject)
  if (squad) await sign(unit, squad, '片区负责人或指定人员', subject)
  if (executor) await sign(unit, executor, '执行人', subject)
  if (recorder) await sign(unit, recorder, '记录人', subject)
  const receives = exit.kind === 'return' ? '当事人' : '接收单位'
  if (receiver) await signAsOutsider(unit, input.receiver ?? exit.recipient, receiver, receives, subject)
  if (witness) await signAsOutsider(unit, input.witness ?? '', witness, '见证人', subject)
}

async function appendRecord(unit: UnitOfWork, { exit, input, typed, ...people }: Completion): Promise<ExitRecord> {
  return unit.append(ExitRecord, {
    ...typed,
    exitId: exit.id,
    at: unit.now,
    day: unit.today,
    batch: exit.kind === 'destroy' ? await unit.nextNumber('XH') : null,
    executorName: people.executor?.name ?? '',
    recorderName: people.recorder?.name ?? '',
    witnessName: input.witness ?? '',
    keeperId: people.keeper?.personId ?? null,
    keeperName: people.keeper?.name ?? '',
    squadSignerName: people.squad?.name ?? '',
    receiverName: input.receiver ?? ''
  })
}

/** Who has the goods now, by name: the body they went to and who took them, or who carried out the destruction. */
function intoHandsOf({ kind, recipient }: Exit, { receiverName, executorName, recorderName }: ExitRecord): string {
  const hands = kind === 'destroy' ? [executorName, recorderName] : [recipient, receiverName]
  return [...new Set(hands)].filter(Boolean).join('、') || exitKinds[kind]
}

/** Takes the goods off the book and into other hands, each line of them. */
async function handOver(unit: UnitOfWork, { exit, leaving }: Completion, record: ExitRecord): Promise<void> {
  const lost = exit.kind === 'writeOff'
  for (const { line, standing, quantity } of leaving) {
    await postMovement(unit, {
      line,
      // Goods leave the account of the squad they came in for, also when another completes the exit.
      squadId: standing.squadId,
      kind: exit.kind,
      exitId: exit.id,
      documentNumber: exit.number,
      quantity: -quantity
    })
    await passOn(unit, {
      line,
      act: lost ? 'writtenOff' : 'exit',
      from: record.keeperName,
      to: intoHandsOf(exit, record),
      place: record.place || (lost ? standing.location : '仓库'),
      quantity,
      voucher: exit.decisionNumber || exit.number,
      remarks: exit.responsibility && `责任认定：${exit.responsibility}`
    })
  }
}
