import { beforeAll, expect, it } from 'vitest'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { activateSeal } from '@main/ledgers/seals/engraving/acts'
import { reportLoss } from '@main/ledgers/seals/loss/acts'
import { enterSeal, reviseSeal } from '@main/ledgers/seals/seal/opening'
import { suspendSeal } from '@main/ledgers/seals/seal/ending'
import type { Seal } from '@main/ledgers/seals/entities'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { onBothEngines } from '../../support/house'
import { refusalOf } from '../../support/refusals'
import { aSeal, aSealBureau, aSealRow, doing, pen, sealNow, type SealBureau } from '../../support/seals'

onBothEngines('seals: what an act names is there, as it was seen', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })
  const revision = (seal: Seal) => ({
    id: seal.id,
    version: seal.version,
    storage: '保管室二号柜',
    safeguard: '保险柜',
    scope: seal.scope
  })
  const acts: Readonly<Record<string, (unit: UnitOfWork, seal: Seal) => Promise<unknown>>> = {
    'a change of the register': (unit, seal) => reviseSeal(unit, revision(seal)),
    'taking it out of use': (unit, { id, version }) =>
      suspendSeal(unit, { id, version, reason: '暂停', on: house().clock.today() }),
    'handing it over': (unit, { id, version }) =>
      handOver(unit, {
        id,
        version,
        kind: 'transfer',
        toPersonId: bureau.deputy.id,
        keysHandedOver: false,
        reason: '工作调整',
        signatures: { from: pen(bureau.custodian), to: pen(bureau.deputy) }
      }),
    'reporting it lost': (unit, { id, version }) =>
      reportLoss(unit, {
        sealId: id,
        version,
        discoveredAt: house().clock.now(),
        lostFrom: house().clock.today(),
        circumstances: '柜内不见'
      })
  }

  it.each(Object.keys(acts))('%s is turned away on a seal that has moved on', async (what) => {
    const seal = await aSeal(house(), bureau)
    const act = async (version: number) =>
      doing(house(), bureau.director, async (unit) => acts[what]?.(unit, { ...seal, version }))
    for (const seen of [seal.version - 1, seal.version + 1])
      expect(await refusalOf(house(), 'seals', () => act(seen)), what).toMatchObject({ type: 'conflict', findings: [] })
    await act(seal.version)
    expect((await sealNow(house(), seal)).version).toBe(seal.version + 1)
  })

  it('SEAL-03 takes no imprint that is not on file, at entry, change or activation', async () => {
    const seal = await aSeal(house(), bureau)
    const engraved = await aSealRow(house(), bureau, { state: 'engraved', engravedOn: house().clock.today() })
    const imprintId = house().newId()
    const attempts: readonly ((unit: UnitOfWork) => Promise<unknown>)[] = [
      (unit) =>
        enterSeal(unit, {
          name: '补登章',
          imprintText: '补登章',
          kind: 'bureau',
          material: 'rubber',
          size: '4厘米',
          shape: 'round',
          unitId: bureau.office.id,
          storage: '一号柜',
          safeguard: '保险柜',
          custodianId: bureau.custodian.id,
          imprintId
        }),
      (unit) => reviseSeal(unit, { ...revision(seal), imprintId }),
      (unit) =>
        activateSeal(unit, {
          id: engraved.id,
          version: engraved.version,
          activationNumber: '洞城管办〔2026〕9号',
          activatedOn: house().clock.today(),
          imprintId
        })
    ]
    for (const attempt of attempts)
      expect(await refusalOf(house(), 'seals', () => doing(house(), bureau.director, attempt))).toMatchObject({
        type: 'notFound',
        message: expect.stringContaining('印模图片')
      })
  })

  it.each(['key', 'recovery'] as const)('SEAL-06 %s asks for nobody’s word, a transfer does', async (kind) => {
    const seal = await aSeal(house(), bureau)
    const passing = (how: 'key' | 'recovery' | 'transfer') =>
      doing(house(), bureau.custodian, (unit) =>
        handOver(unit, {
          id: seal.id,
          version: seal.version,
          kind: how,
          toPersonId: bureau.deputy.id,
          keysHandedOver: false,
          reason: '工作调整',
          signatures: { from: pen(bureau.custodian), to: pen(bureau.deputy) }
        })
      )
    expect((await refusalOf(house(), 'seals', () => passing('transfer'))).rules).toEqual(['SEAL-06'])
    const { handover } = await passing(kind)
    expect(handover).toMatchObject({ kind, fromName: '唐监印', toName: '罗干事' })
    const after = await sealNow(house(), seal)
    expect(after).toMatchObject(
      kind === 'key'
        ? { keyHolderId: bureau.deputy.id, custodianId: bureau.custodian.id, state: 'inUse' }
        : { custodianId: bureau.deputy.id, state: 'returned', recoveredByName: '罗干事' }
    )
  })
})
