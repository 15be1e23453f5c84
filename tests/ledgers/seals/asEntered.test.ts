import { beforeAll, expect, it } from 'vitest'
import { listInput } from '@main/contract/lists'
import { requestEngraving, registerEngraved } from '@main/ledgers/seals/engraving/acts'
import { Engraving, Inspection, InspectionSample, SealUse, UseRequest } from '@main/ledgers/seals/entities'
import { concludeInspection, openInspection, recordFindings } from '@main/ledgers/seals/inspection/acts'
import { stamp, stampShort } from '@main/ledgers/seals/use/stamp'
import { usePage } from '@main/ledgers/seals/use/rows'
import { onBothEngines } from '../../support/house'
import { anAttachment } from '../../support/people'
import {
  anApprovedRequest,
  aPaper,
  approved,
  aSeal,
  aSealBureau,
  aUse,
  doing,
  everyone,
  readingAs,
  type SealBureau
} from '../../support/seals'

onBothEngines('what is entered in the seals ledger stands as it was entered', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })
  const read = () => house().database.read

  it('SEAL-07 keeps the remarks of a stamping, and none where none were made', async () => {
    const seal = await aSeal(house(), bureau)
    const request = await anApprovedRequest(house(), bureau, seal, { copies: 3, impressions: 6 })
    const stamping = async (plan: object) =>
      doing(house(), bureau.custodian, async (unit) =>
        stamp(unit, {
          requestId: request.id,
          version: (await read().findOneByOrFail(UseRequest, { id: request.id })).version,
          copies: 1,
          blank: false,
          place: 'custodyRoom',
          ...plan
        })
      )
    expect(await stamping({ remarks: '骑缝一处', impressions: 3 })).toMatchObject({ remarks: '骑缝一处', copies: 1 })
    expect(await stamping({})).toMatchObject({ remarks: null, impressions: 2 })
    // Six were approved and five made: one is left, however many a copy would take.
    expect(await stamping({})).toMatchObject({ impressions: 1 })
    const ofSeal = { filters: [{ field: 'sealId', op: 'eq', value: seal.id }] }
    const { rows } = await usePage(await readingAs(house(), bureau.custodian), listInput.parse(ofSeal))
    expect(rows.map(({ remarks }) => remarks ?? '').toSorted()).toEqual(['', '', '骑缝一处'])
  })

  it('SEAL-08 keeps remarks, signer and bearer of the short form', async () => {
    const seal = await aSeal(house(), bureau)
    const short = (plan: object) =>
      doing(house(), bureau.custodian, (unit) =>
        stampShort(unit, {
          ...aPaper(seal, { documentKind: 'introduction', copies: 1 }),
          basis: 'counterfoil',
          applicantId: bureau.clerk.id,
          place: 'custodyRoom',
          ...plan
        })
      )
    expect(await short({ documentNumber: '介字1号', remarks: '存根联已盖骑缝' })).toMatchObject({
      remarks: '存根联已盖骑缝',
      approvers: '凭存根，免申请',
      applicantName: '任队员',
      unitName: '执法中队'
    })
    expect(await short({ documentNumber: '介字2号' })).toMatchObject({ remarks: null })
  })

  it('shows the program itself every use, and a stranger none', async () => {
    const seal = await aSeal(house(), bureau)
    await aUse(house(), bureau, seal)
    const all = await read().count(SealUse)
    expect((await usePage(await readingAs(house()), listInput.parse({}))).total).toBe(all)
    expect((await usePage(await readingAs(house(), bureau.cashier), listInput.parse({}))).total).toBeLessThan(all)
  })

  it('SEAL-03 enters an engraved seal as the one of the unit it was asked for, with code, place and remarks', async () => {
    const { id: imprintId } = await anAttachment(house())
    const engraved = async (plan: object) => {
      const { id, approvalId } = await doing(house(), bureau.deputy, (unit) =>
        requestEngraving(unit, house(), {
          name: '中队章',
          imprintText: '测试局执法中队',
          kind: 'unit',
          material: 'rubber',
          size: '直径4.2厘米',
          shape: 'round',
          unitId: bureau.squad.id,
          engraving: 'first',
          reason: '机构新设',
          basis: '编委批复'
        })
      )
      await approved(house(), approvalId ?? '', everyone(bureau))
      const { version } = await read().findOneByOrFail(Engraving, { id })
      return doing(house(), bureau.director, (unit) =>
        registerEngraved(unit, {
          id,
          version,
          engraver: '永安刻章店',
          designated: true,
          approvalDocument: '洞城管批〔2026〕3号',
          engravedOn: house().clock.today(),
          imprintId,
          storage: '保管室二号柜',
          safeguard: '保险柜',
          ...plan
        })
      )
    }
    // Asked for by the office, engraved for the squad.
    expect(await engraved({ sealCode: '4305250001234', remarks: '附印模两份' })).toMatchObject({
      unitId: bureau.squad.id,
      sealCode: '4305250001234',
      storage: '保管室二号柜',
      safeguard: '保险柜',
      approvalDocument: '洞城管批〔2026〕3号',
      engraver: '永安刻章店',
      remarks: '附印模两份',
      state: 'engraved'
    })
  })

  it('SEAL-19 says of a use that is not sound that something is wrong, and nothing of one judged sound after all', async () => {
    const seal = await aSeal(house(), bureau, { kind: 'unit', unitId: bureau.squad.id })
    await aUse(house(), bureau, seal, { documentKind: 'unitReport', title: '周报' })
    const opened = await doing(house(), bureau.director, (unit) => openInspection(unit, { unitId: bureau.squad.id }))
    const samples = await read().findBy(InspectionSample, { inspectionId: opened.id })
    expect(samples).toHaveLength(1)
    const version = async () => (await read().findOneByOrFail(Inspection, { id: opened.id })).version
    const judging = async (plan: { sound: boolean; finding?: string }) =>
      doing(house(), bureau.director, async (unit) =>
        recordFindings(unit, {
          id: opened.id,
          version: await version(),
          samples: samples.map(({ id }) => ({ id, ...plan }))
        })
      )
    const [sample] = samples
    const finding = async () => (await read().findOneByOrFail(InspectionSample, { id: sample?.id ?? '' })).finding
    expect(await judging({ sound: false })).toMatchObject({ faulty: 1 })
    expect(await finding()).toBe('存在问题')
    expect(await judging({ sound: true })).toMatchObject({ faulty: 0 })
    expect(await finding()).toBeNull()
    const concluded = await doing(house(), bureau.director, async (unit) =>
      concludeInspection(unit, { id: opened.id, version: await version(), result: '良好' })
    )
    expect(concluded).toMatchObject({ findings: null, rectifyBy: null, result: '良好', state: 'closed' })
  })
})
