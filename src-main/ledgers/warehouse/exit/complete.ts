import { formatInstant } from '../../../contract/display'
import { exitKinds } from '../../../contract/warehouse/words'
import { holds, type Actor } from '../../../kernel/actor'
import { conflict, Fault, invalid } from '../../../kernel/fault'
import { K_09, K_12 } from '../../../kernel/rules/common'
import { actorOf } from '../../../office/actors'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { involvedIn, twoAreTwo } from '../../../office/approvals/parties'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { noteIfLate } from '../../../office/records/lateness'
import { sign, signAsOutsider } from '../../../office/signatures'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsWith } from '../../../platform/database/readRows'
import { ownerlessFrom, runningClocks } from '../clocks/deadlines'
import { clockFactsOf, leadingClock, refreshStandings } from '../clocks/standing'
import { foundAgain, remark } from '../cleanup/settle'
import { DetainedMovement, Exit, ExitLine, ExitRecord, Intake } from '../entities'
import { goodsOf, passOn, postMovement } from '../line/goods'
import type { ExitCompletion } from '../inputs'
import { photosStored } from '../line/photos'
import { WH_04, WH_05, WH_06, WH_07 } from '../rules/clocks'
import { WH_08, WH_09 } from '../rules/exit'
import { WH_01, WH_10 } from '../rules/intake'

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
  const intake = await unit.load(Intake, exit.intakeId, '入库单')
  const { keeper, squad } = input.signatures
  const keeperActor = await signerOf(unit, keeper?.personId)
  const squadActor = await signerOf(unit, squad?.personId)
  const names = await peopleNames(unit, [input.executorId, input.recorderId])
  const lines = await unit.manager.findBy(ExitLine, { exitId: exit.id })
  const goods = await goodsOf(
    unit.manager,
    lines.map((line) => line.lineId)
  )
  unit.judge(
    WH_01.on({
      about: 'keeper',
      name: keeperActor?.name ?? '',
      appointed: !keeper || (keeperActor !== undefined && holds(keeperActor, ['warehouseKeeper']))
    }),
    WH_08.on({
      consented: exit.state === 'approved',
      kind: exit.kind,
      keeperSigned: keeper !== undefined,
      squadSigned: squad !== undefined,
      squadSignerMay: squadActor !== undefined && maySignFor(squadActor, exit),
      receiverSigned: input.signatures.receiver !== undefined,
      receiver: input.receiver,
      receiverIdKind: input.receiverIdKind,
      recipient: exit.recipient,
      samePerson: keeper !== undefined && keeper.personId === squad?.personId
    }),
    WH_09.on({
      about: 'completion',
      kind: exit.kind,
      executor: names.get(input.executorId ?? ''),
      recorder: names.get(input.recorderId ?? ''),
      samePerson: input.executorId !== undefined && input.executorId === input.recorderId,
      bothSigned:
        input.signatures.executor?.personId === input.executorId &&
        input.signatures.recorder?.personId === input.recorderId &&
        input.executorId !== undefined,
      witness: input.witness,
      photos: input.photoIds.length,
      place: input.place,
      method: input.method,
      receipt: input.receiptNumber
    }),
    ...lines.map((line) => {
      const standing = goods.get(line.lineId)?.standing
      return WH_10.on({
        name: standing?.name ?? '',
        measure: standing?.measure ?? '',
        asked: line.quantity,
        onHand: standing?.onHand ?? 0,
        spokenFor: 0,
        missing: 0,
        field: 'id'
      })
    })
  )
  await judgeOwnerless(unit, house, exit, intake, goods)
  await judgePeople(unit, exit, input, names)
  await noteLateness(unit, house, exit, intake, goods)
  await photosStored(unit, input.photoIds, 'photoIds')
  await signAll(unit, exit, input)
  const record = await appendRecord(unit, exit, input, { keeper: keeperActor, squad: squadActor, names })
  for (const { lineId, quantity } of lines) {
    const line = goods.get(lineId)?.line
    if (!line) continue
    await postMovement(unit, { line, squadId: exit.squadId, kind: exit.kind, exitId: exit.id, documentNumber: exit.number, quantity: -quantity })
    const to = record.receiverName || exit.recipient || exitKinds[exit.kind]
    await passOn(unit, {
      line,
      act: exit.kind === 'writeOff' ? 'writtenOff' : 'exit',
      from: record.keeperName,
      to,
      place: record.place || (exit.kind === 'writeOff' ? (goods.get(lineId)?.standing.location ?? '') : '仓库'),
      quantity,
      voucher: exit.decisionNumber || exit.number,
      remarks: exit.responsibility && `责任认定：${exit.responsibility}`
    })
  }
  await unit.update(Exit, exit, { state: 'done' }, '出库单')
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  for (const { lineId } of lines) if (goods.get(lineId)?.standing.missing) await remark(unit, lineId)
  unit.about({ type: 'exit', id: exit.id, number: exit.number })
  return { id: exit.id, number: exit.number, batch: record.batch }
}

/** What somebody is told whose window shows an older state: that the goods have left, and by whom, or that something else changed. */
async function overtaken(unit: UnitOfWork, exit: Exit): Promise<Fault> {
  const record = exit.state === 'done' ? await unit.manager.findOneBy(ExitRecord, { exitId: exit.id }) : null
  if (!record) return conflict('出库单')
  const message = `出库单${exit.number}已由${record.keeperName}在${formatInstant(record.at)}办结出库，不能重复办理，请刷新查看`
  return new Fault('conflict', { what: '出库单' }, message)
}

async function signerOf(unit: UnitOfWork, personId: string | undefined): Promise<Actor | undefined> {
  return personId ? actorOf(unit.manager, personId, unit.today) : undefined
}

/** The squad's head of the day, or whoever the request names as deputy. */
function maySignFor(signer: Actor, exit: Exit): boolean {
  return signer.personId === exit.deputyId || signer.posts.some((held) => held.post === 'unitHead' && held.unitId === exit.squadId)
}

async function peopleNames(unit: UnitOfWork, ids: readonly (string | undefined)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = ids.filter((id): id is string => id !== undefined)
  const people = await rowsWith(unit.manager, Person, 'id', wanted)
  return new Map(people.filter((person) => person.status !== 'departed').map((person) => [person.id, person.name]))
}

async function judgeOwnerless(unit: UnitOfWork, house: House, exit: Exit, intake: Intake, goods: Awaited<ReturnType<typeof goodsOf>>): Promise<void> {
  if (!exit.ownerless) return
  const facts = await clockFactsOf(unit.manager, intake)
  const calendar = await house.calendar(unit.manager)
  unit.judge(
    ...[...goods.values()].map(({ line }) =>
      WH_07.on({
        about: 'act',
        ownerless: true,
        kind: exit.kind,
        today: unit.today,
        from: ownerlessFrom({ ...facts, perishability: line.perishability }, unit.book, calendar),
        photos: exit.photoIds.length,
        announced: exit.announcement !== null,
        name: line.name
      })
    )
  )
}

/**
 * K-12: who carries out and who records are two, neither decided it; the witness from outside is neither of them, nor who asked for it. The
 * squad that asks also destroys (DK-04 二 六), so the applicant may be one of the two.
 */
async function judgePeople(unit: UnitOfWork, exit: Exit, input: ExitCompletion, names: ReadonlyMap<string, string>): Promise<void> {
  if (exit.kind !== 'destroy' && exit.kind !== 'auction') return
  const party = (role: string, id: string | undefined, field: string) =>
    id === undefined ? [] : [{ role, personId: id, name: names.get(id) ?? '', field }]
  const two = [...party('执行人', input.executorId, 'executorId'), ...party('记录人', input.recorderId, 'recorderId')]
  const witness = input.witness ? [{ role: '见证人', personId: null, name: input.witness, field: 'witness' }] : []
  const deciders = await involvedIn(unit.manager, exit.approvalId, { applicantMayBe: true })
  unit.judge(
    ...(await twoAreTwo(unit.manager, two, deciders)),
    K_12.on({ parties: [...two, ...witness] }),
    K_12.on({ parties: witness, apart: await involvedIn(unit.manager, exit.approvalId) })
  )
}

/** Goods that leave after their clock ran out leave a missed deadline behind (K-13), under the clock that led. */
async function noteLateness(unit: UnitOfWork, house: House, exit: Exit, intake: Intake, goods: Awaited<ReturnType<typeof goodsOf>>): Promise<void> {
  if (exit.kind === 'writeOff') return
  const facts = await clockFactsOf(unit.manager, intake)
  const calendar = await house.calendar(unit.manager)
  const clocks = [...goods.values()].flatMap(({ line }) => runningClocks({ ...facts, perishability: line.perishability }, unit.book, calendar))
  const first = leadingClock(clocks)
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

async function signAll(unit: UnitOfWork, exit: Exit, input: ExitCompletion): Promise<void> {
  const subject = { type: 'exit', id: exit.id }
  const { keeper, squad, executor, recorder, receiver, witness } = input.signatures
  if (keeper) await sign(unit, keeper, '仓库管理员', subject)
  if (squad) await sign(unit, squad, '片区负责人或指定人员', subject)
  if (executor) await sign(unit, executor, '执行人', subject)
  if (recorder) await sign(unit, recorder, '记录人', subject)
  if (receiver) await signAsOutsider(unit, input.receiver ?? exit.recipient, receiver, exit.kind === 'return' ? '当事人' : '接收单位', subject)
  if (witness) await signAsOutsider(unit, input.witness ?? '', witness, '见证人', subject)
}

async function appendRecord(
  unit: UnitOfWork,
  exit: Exit,
  input: ExitCompletion,
  people: { keeper: Actor | undefined; squad: Actor | undefined; names: ReadonlyMap<string, string> }
): Promise<ExitRecord> {
  return unit.append(ExitRecord, {
    exitId: exit.id,
    at: unit.now,
    day: unit.today,
    batch: exit.kind === 'destroy' ? await unit.nextNumber('XH') : null,
    place: input.place ?? '',
    method: input.method ?? '',
    executorName: people.names.get(input.executorId ?? '') ?? '',
    recorderName: people.names.get(input.recorderId ?? '') ?? '',
    witnessName: input.witness ?? '',
    keeperId: people.keeper?.personId ?? null,
    keeperName: people.keeper?.name ?? '',
    squadSignerName: people.squad?.name ?? '',
    receiverName: input.receiver ?? '',
    receiverIdKind: input.receiverIdKind ?? '',
    condition: input.condition ?? '',
    receiptNumber: input.receiptNumber ?? '',
    photoIds: input.photoIds
  })
}

/** Undoes an exit entered by mistake: reversing movements bring the goods back on hand (K-09). */
export async function reverseExit(
  unit: UnitOfWork,
  house: House,
  input: { id: string; version: number; reason: string; foundAgain?: boolean }
): Promise<{ id: string }> {
  const exit = await unit.load(Exit, input.id, '出库单')
  if (exit.version !== input.version) throw conflict('出库单')
  unit.judge(K_09.on({ alreadyReversed: exit.state === 'reversed', isReversal: false, reason: input.reason }))
  if (exit.state !== 'done') throw invalid([{ path: 'id', message: '只有已出库的出库单可以冲正' }])
  const intake = await unit.load(Intake, exit.intakeId, '入库单')
  const movements = await unit.manager.find(DetainedMovement, { where: { exitId: exit.id }, order: { id: 'ASC' } })
  const goods = await goodsOf(
    unit.manager,
    movements.map((movement) => movement.lineId)
  )
  for (const movement of movements) {
    const found = goods.get(movement.lineId)
    if (!found) continue
    const { line, standing } = found
    await postMovement(unit, {
      line,
      squadId: exit.squadId,
      kind: movement.kind,
      exitId: exit.id,
      documentNumber: exit.number,
      quantity: -movement.quantity,
      reversalOfId: movement.id,
      reason: input.reason
    })
    await passOn(unit, {
      line,
      act: input.foundAgain && exit.kind === 'writeOff' ? 'foundAgain' : 'reversed',
      from: exit.recipient || exitKinds[exit.kind],
      to: unit.actor.name,
      place: standing.location,
      quantity: -movement.quantity,
      voucher: exit.number,
      remarks: input.reason
    })
  }
  await unit.update(Exit, exit, { state: 'reversed' }, '出库单')
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  for (const { lineId, quantity } of movements) {
    if (exit.cleanupId === null) break
    if (input.foundAgain) await foundAgain(unit, exit.cleanupId, lineId, -quantity, input.reason)
    await remark(unit, lineId)
  }
  unit.about({ type: 'exit', id: exit.id, number: exit.number })
  return { id: exit.id }
}
