import { beforeAll, expect, it } from 'vitest'
import { requestBlanks } from '@main/ledgers/seals/blank/request'
import { stampBlanks } from '@main/ledgers/seals/blank/acts'
import { BlankBatch, SealUse } from '@main/ledgers/seals/entities'
import { openInspection } from '@main/ledgers/seals/inspection/acts'
import { inspectionDetail } from '@main/ledgers/seals/inspection/rows'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { requestDestruction } from '@main/ledgers/seals/destruction/acts'
import { onBothEngines } from '../../support/house'
import {
  approved,
  aSeal,
  aSealBureau,
  aUse,
  doing,
  everyone,
  expectRefused,
  pen,
  readingAs,
  sealNow,
  type SealBureau
} from '../../support/seals'

onBothEngines('acts that are done once', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })

  it('SEAL-12 a batch of blanks is stamped once, whoever comes second', async () => {
    const seal = await aSeal(house(), bureau)
    const { batch } = await doing(house(), bureau.clerk, (unit) =>
      requestBlanks(unit, house(), {
        sealId: seal.id,
        kind: 'strip',
        purpose: '现场查封',
        format: '封条',
        serialPrefix: 'TW',
        serialFrom: 1,
        serialTo: 4,
        responsibleId: bureau.squadHead.id
      })
    )
    await approved(house(), batch.approvalId ?? '', everyone(bureau))
    const { version } = await house().database.read.findOneByOrFail(BlankBatch, { id: batch.id })
    const stampIt = () =>
      doing(house(), bureau.custodian, (unit) => stampBlanks(unit, { id: batch.id, version, place: 'custodyRoom' }))
    const { use } = await stampIt()
    await expectRefused(house(), 'SEAL-12', stampIt, new RegExp(`这一批已用印（${use.number}）`))
    expect(await house().database.read.countBy(SealUse, { batchId: batch.id })).toBe(1)
  })

  it('SEAL-18 the destruction of a seal is under way once', async () => {
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
    const ask = () =>
      doing(house(), bureau.custodian, (unit) =>
        requestDestruction(unit, house(), { sealId: seal.id, version, reason: '旧了', method: '切割' })
      )
    const { number } = await ask()
    await expectRefused(house(), 'SEAL-18', ask, new RegExp(`销毁申请${number}正在办理`))
  })

  it('SEAL-19 an inspection is concluded only once every drawn use is judged', async () => {
    const seal = await aSeal(house(), bureau, { kind: 'unit', unitId: bureau.squad.id })
    const actions = async (id: string) => {
      const { actions: shown } = await inspectionDetail(await readingAs(house(), bureau.director), id)
      return shown.map(({ action, enabled, reason }) => [action, enabled, reason])
    }
    const begin = () =>
      doing(house(), bureau.director, (unit) => openInspection(unit, { unitId: bureau.squad.id }), {
        'SEAL-19': '再查一次'
      })
    const empty = await begin()
    expect((await actions(empty.id)).slice(0, 2)).toEqual([
      ['record', false, '这一期间没有可抽查的用印，直接形成检查结果'],
      ['conclude', true, undefined]
    ])
    await aUse(house(), bureau, seal, { documentKind: 'unitReport', title: '周报' })
    expect((await actions((await begin()).id)).slice(0, 2)).toEqual([
      ['record', true, undefined],
      ['conclude', false, '还有1笔抽查没有填写结论']
    ])
  })
})
