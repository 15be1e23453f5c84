import { beforeAll, expect, it } from 'vitest'
import { Approval } from '@main/office/approvals/entities'
import { CustodyEntry, DetainedLine, Exit, GoodsDecision, Intake, Testing } from '@main/ledgers/warehouse/entities'
import { decideOnGoods, recordTesting, reverseIntake } from '@main/ledgers/warehouse/intake/events'
import { beginKeeping, endKeeping } from '@main/ledgers/warehouse/keeping/acts'
import { Signature } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { anInk } from '../../support/pen'
import {
  actingIn,
  aWarehouseStaff,
  askedOut,
  detainedOn,
  refusalOf,
  standingOf,
  type WarehouseStaff
} from '../../support/warehouse'

onBothEngines('what is entered in the warehouse ledger stands as it was entered', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    staff = await aWarehouseStaff(house())
  })
  const read = () => house().database.read
  const linesOf = async (intakeId: string) =>
    read().find(DetainedLine, { where: { intakeId }, order: { lineNumber: 'ASC' } })
  const all = async (intakeId: string) =>
    (await linesOf(intakeId)).map(({ id, quantity }) => ({ lineId: id, quantity }))

  it('WH-11 hands goods on by name: from the party to the first officer, from that officer to the keeper', async () => {
    const { id } = await detainedOn(house(), staff, '2026-05-06', { documentNumber: '扣物1号' })
    const [line] = await linesOf(id)
    const intake = await read().findOneByOrFail(Intake, { id })
    const [officer] = staff.officers
    const chain = await read().find(CustodyEntry, { where: { lineId: line?.id ?? '' }, order: { id: 'ASC' } })
    expect(chain.map(({ act, fromName, toName, voucher }) => [act, fromName, toName, voucher])).toEqual([
      ['detained', intake.party, officer.name, '扣物1号'],
      ['intake', officer.name, staff.keeper.name, intake.number]
    ])
    expect(chain.map(({ quantity, remarks }) => [quantity, remarks])).toEqual([
      [12_000, null],
      [12_000, null]
    ])
  })

  it('WH-05 keeps number and scan of the notice of a test, and who recorded it', async () => {
    const { id } = await detainedOn(house(), staff, '2026-05-07')
    await actingIn(house(), staff.officers[0], (unit) =>
      recordTesting(unit, house(), {
        id,
        agency: '县质检所',
        from: '2026-05-08',
        to: '2026-05-12',
        noticeNumber: '告知〔2026〕7号',
        noticeAttachmentId: staff.picture
      })
    )
    expect(await read().findOneByOrFail(Testing, { intakeId: id })).toMatchObject({
      agency: '县质检所',
      fromDay: '2026-05-08',
      toDay: '2026-05-12',
      noticeNumber: '告知〔2026〕7号',
      noticeAttachmentId: staff.picture,
      recordedBy: staff.officers[0].name
    })
  })

  it('WH-05 keeps number, scan and note of a decision, and neither where there was none', async () => {
    const { id } = await detainedOn(house(), staff, '2026-05-08')
    const bare = await detainedOn(house(), staff, '2026-05-08')
    const decide = (intakeId: string, documentNumber: string, plan: object = {}) =>
      actingIn(house(), staff.officers[0], (unit) =>
        decideOnGoods(unit, house(), { id: intakeId, kind: 'return', documentNumber, decidedOn: '2026-05-08', ...plan })
      )
    await decide(id, '决字1号', { attachmentId: staff.picture, note: '罚款已缴' })
    await decide(bare.id, '决字2号')
    const kept = (intakeId: string) => read().findOneByOrFail(GoodsDecision, { intakeId })
    expect(await kept(id)).toMatchObject({
      documentNumber: '决字1号',
      attachmentId: staff.picture,
      note: '罚款已缴',
      recordedBy: staff.officers[0].name
    })
    expect(await kept(bare.id)).toMatchObject({ documentNumber: '决字2号', attachmentId: null, note: null })

    // What the intake has on record need not be typed again; a number typed goes before it.
    const exit = async (plan: Partial<Parameters<typeof askedOut>[2]>) => {
      const asked = await askedOut(house(), staff, { intakeId: id, lines: (await all(id)).slice(0, 1), ...plan })
      return read().findOneByOrFail(Exit, { id: asked.id })
    }
    const recorded = { decisionNumber: undefined, decidedOn: undefined, decisionAttachmentId: undefined }
    expect(await exit(recorded)).toMatchObject({
      decisionNumber: '决字1号',
      decidedOn: '2026-05-08',
      decisionAttachmentId: staff.picture
    })
    const other = { lines: (await all(id)).slice(1), decisionNumber: '决字3号', reason: '分批' }
    expect(await exit(other)).toMatchObject({ decisionNumber: '决字3号', reason: '分批' })
  })

  it('WH-09 takes the party as receiver where goods are returned, and nobody where they are destroyed', async () => {
    const receiverOf = async (plan: { kind: 'return' | 'destroy' | 'transfer'; recipient?: string }) => {
      const { id } = await detainedOn(house(), staff, '2026-05-11')
      const asked = await askedOut(house(), staff, { intakeId: id, lines: await all(id), ...plan })
      const { party } = await read().findOneByOrFail(Intake, { id })
      const { recipient } = await read().findOneByOrFail(Exit, { id: asked.id })
      return { party, recipient }
    }
    const returned = await receiverOf({ kind: 'return' })
    expect(returned.recipient).toBe(returned.party)
    expect((await receiverOf({ kind: 'destroy' })).recipient).toBe('')
    expect((await receiverOf({ kind: 'transfer', recipient: '县市监局' })).recipient).toBe('县市监局')
  })

  it('WH-06 sends a seizure on the spot to the leader as the one of whoever handed the goods over', async () => {
    const { id } = await detainedOn(house(), staff, '2026-05-12', { onTheSpot: true, documentNumber: '扣现1号' })
    const { number, party } = await read().findOneByOrFail(Intake, { id })
    expect(await read().findOneByOrFail(Approval, { subjectId: id })).toMatchObject({
      number,
      applicantId: staff.officers[0].id,
      title: `当场扣押${party}塑料凳、西瓜`
    })
  })

  it('K-09 undoes an intake with its goods once, and none that is asked for', async () => {
    const { id } = await detainedOn(house(), staff, '2026-05-13')
    const undo = (intakeId: string) =>
      actingIn(house(), staff.keeper, (unit) => reverseIntake(unit, house(), intakeId, '录错当事人'))
    await undo(id)
    for (const { id: lineId } of await linesOf(id)) {
      expect(await standingOf(house(), lineId)).toMatchObject({ state: 'reversed', onHand: 0 })
      const [last] = await read().find(CustodyEntry, { where: { lineId }, order: { id: 'DESC' }, take: 1 })
      expect(last).toMatchObject({ act: 'reversed', fromName: staff.keeper.name, remarks: '录错当事人' })
    }
    expect((await refusalOf(house(), () => undo(id))).rules).toEqual(['K-09'])
    const asked = await detainedOn(house(), staff, '2026-05-13')
    await askedOut(house(), staff, { intakeId: asked.id, lines: await all(asked.id) })
    expect((await refusalOf(house(), () => undo(asked.id))).message).toContain('已有出库单或委托保管')
  })

  it('WH-03 keeps the signature of a party who signed, and none of one who refused or was not there', async () => {
    const signed = async (how: 'signed' | 'refused' | 'absent') => {
      const partySign = {
        how,
        strokes: anInk(),
        ...(how === 'signed'
          ? { reason: undefined, witness: undefined }
          : { reason: '拒不配合', witness: '网格员刘某' })
      }
      const { id } = await detainedOn(house(), staff, '2026-05-14', { partySign })
      const intake = await read().findOneByOrFail(Intake, { id })
      const signatures = await read().findBy(Signature, { subjectId: id, role: '当事人' })
      return [intake.partySign, intake.refusalWitness, signatures.map(({ name }) => name === intake.party)]
    }
    expect(await signed('signed')).toEqual(['signed', null, [true]])
    expect(await signed('refused')).toEqual(['refused', '网格员刘某', []])
    expect(await signed('absent')).toEqual(['absent', '网格员刘某', []])
  })

  it('WH-12 keeps what is noted when goods come back from a third party, and nothing where nothing is', async () => {
    const broughtBack = async (note: string | undefined) => {
      const { id } = await detainedOn(house(), staff, '2026-05-15')
      const [line] = await linesOf(id)
      const lineId = line?.id ?? ''
      const keeping = await actingIn(house(), staff.keeper, (unit) =>
        beginKeeping(unit, house(), {
          lineIds: [lineId],
          keeper: '停车服务部',
          contact: '0739-1',
          address: '工业园2号',
          fromDay: '2026-05-15',
          toDay: '2026-06-15',
          responsibleId: staff.officers[0].id,
          duties: '遮盖',
          agreementAttachmentId: staff.picture,
          keeperSignature: anInk(),
          signature: undefined
        })
      )
      const location = `收回${lineId.slice(-6)}`
      await actingIn(house(), staff.keeper, (unit) =>
        endKeeping(unit, house(), { id: keeping.id, version: 1, location, separation: undefined, note })
      )
      const last = await read().findOneByOrFail(CustodyEntry, { lineId, act: 'keptBack' })
      expect(last).toMatchObject({
        fromName: '停车服务部',
        toName: staff.keeper.name,
        place: location,
        quantity: line?.quantity,
        voucher: keeping.number
      })
      return last.remarks
    }
    expect(await broughtBack('外包装有破损')).toBe('外包装有破损')
    expect(await broughtBack(undefined)).toBeNull()
  })
})
