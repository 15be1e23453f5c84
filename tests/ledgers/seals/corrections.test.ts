import { beforeAll, expect, it } from 'vitest'
import { listInput, type ListInput, type Page } from '@main/contract/lists'
import { amendBlanks, requestBlanks, type BlankInput } from '@main/ledgers/seals/blank/request'
import { accountSerials, reverseSerial, stampBlanks } from '@main/ledgers/seals/blank/acts'
import { blankDetail, blankPage } from '@main/ledgers/seals/blank/rows'
import { BlankBatch, Destruction, Engraving, UseRequest } from '@main/ledgers/seals/entities'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { amendDestruction, requestDestruction } from '@main/ledgers/seals/destruction/acts'
import { destructionDetail, destructionPage } from '@main/ledgers/seals/destruction/rows'
import { amendEngraving, requestEngraving, type EngravingInput } from '@main/ledgers/seals/engraving/acts'
import { engravingDetail, engravingPage } from '@main/ledgers/seals/engraving/rows'
import { sealDetail } from '@main/ledgers/seals/seal/rows'
import { amendUse } from '@main/ledgers/seals/request/acts'
import { useRequestDetail } from '@main/ledgers/seals/request/rows'
import { stamp } from '@main/ledgers/seals/use/stamp'
import { verifyHouse } from '@main/office/administration/verify'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Approval, ApprovalDecision } from '@main/office/approvals/entities'
import { decide, resubmit } from '@main/office/approvals/service'
import { opinionBoxes } from '@main/office/records/opinionBoxes'
import type { Person } from '@main/office/entities'
import type { Reading } from '@main/office/house'
import { onBothEngines, type TestHouse } from '../../support/house'
import {
  applied,
  approved,
  aPaper,
  aSeal,
  aSealBureau,
  doing,
  everyone,
  expectRefused,
  pen,
  readingAs,
  sealNow,
  type SealBureau
} from '../../support/seals'

/** Sends a request back from whatever step it has come to. */
async function returned(house: TestHouse, approvalId: string | null, opinion: string): Promise<void> {
  const approval = await house.database.read.findOneByOrFail(Approval, { id: approvalId ?? '' })
  const { people } = await candidatesFor(house.database.read, approval, house.clock.today())
  await doing(house, { id: people[0] ?? '' }, (unit) =>
    decide(unit, house, { id: approval.id, version: approval.version, outcome: 'return', opinion })
  )
}

onBothEngines('returned applications are corrected in place', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })
  const read = () => house().database.read
  const actionOf = (
    detail: {
      readonly actions: readonly { readonly action: string; readonly enabled: boolean; readonly reason?: string }[]
    },
    action: string
  ) => detail.actions.find((each) => each.action === action)

  /** Of what was sent back, its applicant finds this one record, and the head's own applications are none. */
  async function waitsAlone(
    page: (reading: Reading, input: ListInput) => Promise<Page<{ readonly id: string }>>,
    applicant: Person,
    id: string
  ) {
    const found = async (applicantId: string) => {
      const input = listInput.parse({
        filters: [
          { field: 'state', op: 'in', value: ['returned'] },
          { field: 'applicantId', op: 'eq', value: applicantId }
        ]
      })
      return (await page(await readingAs(house(), bureau.head), input)).rows.map((row) => row.id)
    }
    expect(await found(applicant.id)).toEqual([id])
    expect(await found(bureau.head.id)).toEqual([])
  }

  async function aReturnedUse(plan: Parameters<typeof aPaper>[1] = {}) {
    const seal = await aSeal(house(), bureau)
    const { request, approval } = await applied(house(), bureau.clerk, aPaper(seal, { copies: 3, ...plan }))
    await approved(house(), approval.id, everyone(bureau), 1)
    await returned(house(), approval.id, '份数不对，请核实。')
    return { seal, request: await read().findOneByOrFail(UseRequest, { id: request.id }), approvalId: approval.id }
  }

  it('SEAL-07 an application keeps its number, begins its chain anew and shows the old opinions beside the new', async () => {
    const { seal, request, approvalId } = await aReturnedUse()
    expect(request.state).toBe('returned')
    const amended = await doing(house(), bureau.clerk, (unit) =>
      amendUse(unit, house(), {
        ...aPaper(seal, { copies: 2 }),
        id: request.id,
        version: request.version,
        note: '已按档案核实'
      })
    )
    expect(amended).toMatchObject({ number: request.number, state: 'pending', copies: 2, impressions: 2, approvalId })
    const approval = await read().findOneByOrFail(Approval, { id: approvalId })
    expect(approval).toMatchObject({ state: 'pending', step: 0, title: `${seal.name}：工作证明（2份）` })

    const { timeline } = await useRequestDetail(await readingAs(house(), bureau.clerk), request.id)
    expect(timeline.filter(({ opinion }) => opinion).map(({ title, opinion }) => [title, opinion])).toEqual([
      ['部门负责人意见：同意', '同意'],
      ['分管领导意见：退回补正', '份数不对，请核实。'],
      ['经办人：补正重报', '已按档案核实（修改：份数、用印次数）']
    ])
    // The approval form carries the opinions of the run that counts.
    const boxes = await opinionBoxes(await readingAs(house(), bureau.clerk), approvalId)
    expect(boxes.every(({ opinion }) => opinion === undefined)).toBe(true)
    expect(await approved(house(), approvalId, everyone(bureau))).toEqual(['龙队长', '陆副局长', '周局长'])
    const use = await doing(house(), bureau.custodian, async (unit) => {
      const { version } = await unit.load(UseRequest, request.id, '用印申请')
      return stamp(unit, { requestId: request.id, version, copies: 2, blank: false, place: 'custodyRoom' })
    })
    expect(use.approvers.match(/龙队长/g)).toHaveLength(1)
    expect(await read().countBy(ApprovalDecision, { approvalId })).toBe(6)
    expect((await verifyHouse(house())).ok).toBe(true)
  })

  it('SEAL-07 another kind of document or seal goes on the chain of what is asked for now', async () => {
    const { seal, request, approvalId } = await aReturnedUse()
    const amend = (plan: Parameters<typeof aPaper>[1], version: number) =>
      doing(house(), bureau.clerk, (unit) =>
        amendUse(unit, house(), { ...aPaper(seal, plan), id: request.id, version, note: '改' })
      )
    await amend({ documentKind: 'penaltyDecision', title: '处罚决定书' }, request.version)
    expect((await read().findOneByOrFail(Approval, { id: approvalId })).steps.map(({ role }) => role)).toEqual([
      'unitHead',
      'legalReviewer',
      'leader',
      'head'
    ])
    await returned(house(), approvalId, '不是处罚决定。')
    const { version } = await read().findOneByOrFail(UseRequest, { id: request.id })
    const own = await aSeal(house(), bureau, { kind: 'unit', unitId: bureau.squad.id })
    await amend({ sealId: own.id, documentKind: 'unitReport', title: '工作总结' }, version)
    expect(await read().findOneByOrFail(Approval, { id: approvalId })).toMatchObject({
      kind: 'seals.useUnit',
      unitId: bureau.squad.id
    })
    expect(await approved(house(), approvalId, everyone(bureau))).toEqual(['龙队长'])
    expect((await read().findOneByOrFail(UseRequest, { id: request.id })).state).toBe('approved')
  })

  it('the rules of an application hold for its correction; its own document number is no clash', async () => {
    const { seal, request } = await aReturnedUse({ documentNumber: '函〔2026〕3号' })
    const amend = (
      plan: Parameters<typeof aPaper>[1],
      by: Pick<Person, 'id'> = bureau.clerk,
      version = request.version
    ) =>
      doing(house(), by, (unit) =>
        amendUse(unit, house(), { ...aPaper(seal, plan), id: request.id, version, note: '改' })
      )
    await expectRefused(house(), 'SEAL-09', () => amend({ documentKind: 'cheque' }), /不在.+使用范围/)
    await expectRefused(house(), 'SEAL-12', () => amend({ blank: true }), /严禁在空白/)
    await expect(amend({}, bureau.squadHead)).rejects.toMatchObject({ type: 'forbidden' })
    await expect(amend({}, bureau.clerk, request.version - 1)).rejects.toMatchObject({ type: 'conflict' })
    expect(await amend({ documentNumber: '函〔2026〕3号', copies: 1 })).toMatchObject({ state: 'pending', copies: 1 })
    // Under way again, it is not to be corrected any more.
    await expect(amend({}, bureau.clerk, request.version + 2)).rejects.toMatchObject({ type: 'conflict' })
  })

  it('the correction stands on top of the record only while it is returned, and only its applicant can press it', async () => {
    const { request, approvalId } = await aReturnedUse()
    const shown = async (person: Person) =>
      actionOf(await useRequestDetail(await readingAs(house(), person), request.id), 'amend')
    expect(await shown(bureau.clerk)).toMatchObject({ label: '补正重报', enabled: true })
    expect(await shown(bureau.custodian)).toMatchObject({ enabled: false, reason: '由申请人办理' })
    const { version } = await read().findOneByOrFail(Approval, { id: approvalId })
    await doing(house(), bureau.clerk, (unit) => resubmit(unit, house(), approvalId, version, '无须修改'))
    expect(await shown(bureau.clerk)).toBeUndefined()
  })

  it('SEAL-03 an engraving application is corrected with everything it asks for', async () => {
    const asked: EngravingInput = {
      name: '执法中队印章',
      imprintText: '执法中队',
      kind: 'unit',
      material: 'rubber',
      size: '4.2厘米',
      shape: 'round',
      unitId: bureau.squad.id,
      engraving: 'first',
      reason: '新设',
      basis: '编办批复'
    }
    const { id, approvalId } = await doing(house(), bureau.clerk, (unit) => requestEngraving(unit, house(), asked))
    await returned(house(), approvalId, '印文应写全称。')
    await waitsAlone(engravingPage, bureau.clerk, id)
    const detail = await engravingDetail(await readingAs(house(), bureau.clerk), id)
    expect(detail.asked).toMatchObject({ engraving: 'first', imprintText: '执法中队', size: '4.2厘米', ownerId: null })
    expect(actionOf(detail, 'amend')?.enabled).toBe(true)
    const amend = (plan: Partial<EngravingInput>) =>
      doing(house(), bureau.clerk, (unit) =>
        amendEngraving(unit, house(), { ...asked, ...plan, id, version: detail.row.version, note: '已写全称' })
      )
    await expectRefused(house(), 'SEAL-13', () => amend({ ink: 'blue' }))
    const amended = await amend({ imprintText: '测试城市管理执法大队执法中队' })
    expect(amended).toMatchObject({ state: 'pending', imprintText: '测试城市管理执法大队执法中队' })
    const { timeline } = await engravingDetail(await readingAs(house(), bureau.clerk), id)
    expect(timeline.at(-1)?.opinion).toBe('已写全称（修改：印文）')
    await approved(house(), approvalId ?? '', everyone(bureau))
    expect((await read().findOneByOrFail(Engraving, { id })).state).toBe('approved')
  })

  it('SEAL-18 an application for destruction is corrected by the office', async () => {
    const seal = await aSeal(house(), bureau, { custodianId: bureau.deputy.id })
    const signatures = { from: pen(bureau.deputy), to: pen(bureau.custodian) }
    await doing(house(), bureau.custodian, (unit) =>
      handOver(unit, {
        id: seal.id,
        version: seal.version,
        kind: 'recovery',
        toPersonId: bureau.custodian.id,
        keysHandedOver: true,
        reason: '停用',
        signatures
      })
    )
    const { version } = await sealNow(house(), seal)
    const asking = { sealId: seal.id, version, reason: '旧了', method: '扔掉' }
    const { id, approvalId } = await doing(house(), bureau.custodian, (unit) =>
      requestDestruction(unit, house(), asking)
    )
    const destroy = async () =>
      actionOf(await sealDetail(await readingAs(house(), bureau.custodian), seal.id), 'destroy')
    expect((await destroy())?.reason).toMatch(/^销毁申请YZX-.+正在办理$/)
    await returned(house(), approvalId, '写明方式。')
    await waitsAlone(destructionPage, bureau.custodian, id)
    const now = await read().findOneByOrFail(Destruction, { id })
    expect(actionOf(await destructionDetail(await readingAs(house(), bureau.custodian), id), 'amend')?.enabled).toBe(
      true
    )
    const amended = await doing(house(), bureau.custodian, (unit) =>
      amendDestruction(unit, house(), {
        id,
        version: now.version,
        reason: '机构撤销',
        method: '切割粉碎',
        note: '已写明'
      })
    )
    expect(amended).toMatchObject({ state: 'pending', method: '切割粉碎', reason: '机构撤销', approvalId })
  })

  it('SEAL-12 K-09 blanks are corrected without clashing with themselves, and a wrong accounting is an action of the record', async () => {
    const seal = await aSeal(house(), bureau)
    const asked: BlankInput = {
      sealId: seal.id,
      kind: 'strip',
      purpose: '现场查封',
      format: '封条',
      serialPrefix: 'GZ',
      serialFrom: 1,
      serialTo: 9,
      responsibleId: bureau.squadHead.id
    }
    const { batch } = await doing(house(), bureau.clerk, (unit) => requestBlanks(unit, house(), asked))
    await doing(house(), bureau.clerk, (unit) =>
      requestBlanks(unit, house(), { ...asked, serialFrom: 20, serialTo: 29 })
    )
    await returned(house(), batch.approvalId, '三份就够。')
    await waitsAlone(blankPage, bureau.clerk, batch.id)
    const detail = async (person: Person) => blankDetail(await readingAs(house(), person), batch.id)
    expect((await detail(bureau.clerk)).asked).toEqual(asked)
    const amend = (plan: Partial<BlankInput>, version: number) =>
      doing(house(), bureau.clerk, (unit) =>
        amendBlanks(unit, house(), { ...asked, ...plan, id: batch.id, version, note: '减为三份' })
      )
    const { version } = (await detail(bureau.clerk)).row
    await expectRefused(house(), 'SEAL-12', () => amend({ serialTo: 25 }, version), /号码与批次KB-.+重复/)
    expect(await amend({ serialTo: 3 }, version)).toMatchObject({ state: 'pending', serialTo: 3 })
    await approved(house(), batch.approvalId ?? '', everyone(bureau))

    const reversal = async (person = bureau.squadHead) => actionOf(await detail(person), 'reverse')
    expect(await reversal()).toMatchObject({ enabled: false, reason: '用印后才能核销' })
    const batchNow = () => read().findOneByOrFail(BlankBatch, { id: batch.id })
    await doing(house(), bureau.custodian, async (unit) =>
      stampBlanks(unit, { id: batch.id, version: (await batchNow()).version, place: 'custodyRoom' })
    )
    expect(await reversal()).toMatchObject({ enabled: false, reason: '还没有核销的号码' })
    await doing(house(), bureau.squadHead, async (unit) =>
      accountSerials(unit, {
        id: batch.id,
        version: (await batchNow()).version,
        serials: [{ serial: 2, outcome: 'voided' }]
      })
    )
    expect(await reversal()).toMatchObject({ label: '冲正核销', enabled: true })
    expect(await reversal(bureau.clerk)).toMatchObject({ enabled: false, reason: '由责任人、办公室主任、监印人办理' })
    const [, second] = (await detail(bureau.squadHead)).serials
    await doing(house(), bureau.squadHead, async (unit) =>
      reverseSerial(unit, {
        id: batch.id,
        version: (await batchNow()).version,
        entryId: second?.entryId ?? '',
        reason: '登错'
      })
    )
    expect(await reversal()).toMatchObject({ enabled: false, reason: '还没有核销的号码' })
  })
})
