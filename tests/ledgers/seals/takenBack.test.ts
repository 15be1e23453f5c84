import { beforeAll, expect, it } from 'vitest'
import { accountSerials, reverseSerial, stampBlanks } from '@main/ledgers/seals/blank/acts'
import { requestBlanks } from '@main/ledgers/seals/blank/request'
import { recordBlankLossSteps } from '@main/ledgers/seals/blankLoss/acts'
import { BlankBatch, BlankLoss, SealUse, SerialEntry } from '@main/ledgers/seals/entities'
import { reverseUse, stampShort } from '@main/ledgers/seals/use/stamp'
import { onBothEngines } from '../../support/house'
import { refusalOf } from '../../support/refusals'
import {
  aPaper,
  approved,
  aSeal,
  aSealBureau,
  doing,
  everyone,
  expectRefused,
  type SealBureau
} from '../../support/seals'

onBothEngines('what is taken back in the seals ledger', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })
  const read = () => house().database.read
  const batchNow = (id: string) => read().findOneByOrFail(BlankBatch, { id })
  const stampedBatch = async (serialPrefix: string) => {
    const seal = await aSeal(house(), bureau)
    const { batch } = await doing(house(), bureau.clerk, (unit) =>
      requestBlanks(unit, house(), {
        sealId: seal.id,
        kind: 'strip',
        purpose: '现场查封',
        format: '封条',
        serialPrefix,
        serialFrom: 1,
        serialTo: 3,
        responsibleId: bureau.squadHead.id
      })
    )
    await approved(house(), batch.approvalId ?? '', everyone(bureau))
    return doing(house(), bureau.custodian, async (unit) =>
      stampBlanks(unit, {
        id: batch.id,
        version: (await batchNow(batch.id)).version,
        place: 'custodyRoom',
        remarks: '一次盖完'
      })
    )
  }
  const accounting = async (id: string, plan: Omit<Parameters<typeof accountSerials>[1], 'id' | 'version'>) =>
    doing(house(), bureau.squadHead, async (unit) =>
      accountSerials(unit, { id, version: (await batchNow(id)).version, ...plan })
    )

  it('SEAL-12 a batch of blanks is never taken back at once, only number by number', async () => {
    const { use } = await stampedBatch('QA')
    expect(use).toMatchObject({ remarks: '一次盖完', copies: 3, unitName: '执法中队' })
    const refusal = await refusalOf(house(), 'seals', () =>
      doing(house(), bureau.director, (unit) => reverseUse(unit, use.id, '登错'))
    )
    expect(refusal).toMatchObject({ type: 'forbidden', message: expect.stringContaining('逐号核销') })
    expect(await read().countBy(SealUse, { reversalOfId: use.id })).toBe(0)
  })

  it('K-09 takes the accounting of a strip back once, and no taking back a second time', async () => {
    const { batch } = await stampedBatch('QB')
    await accounting(batch.id, { serials: [{ serial: 2, outcome: 'voided', note: '写错' }] })
    const [entry] = await read().findBy(SerialEntry, { batchId: batch.id })
    expect(entry).toMatchObject({ note: '写错', documentNumber: null, lossId: null })
    const back = async (entryId: string, version?: number) =>
      doing(house(), bureau.squadHead, async (unit) =>
        reverseSerial(unit, {
          id: batch.id,
          version: version ?? (await batchNow(batch.id)).version,
          entryId,
          reason: '登错号'
        })
      )
    const id = entry?.id ?? ''
    const stale = await refusalOf(house(), 'seals', async () => back(id, (await batchNow(batch.id)).version - 1))
    expect(stale.type).toBe('conflict')
    await back(id)
    await expectRefused(house(), 'K-09', () => back(id))
    const reversal = await read().findOneByOrFail(SerialEntry, { reversalOfId: id })
    expect(reversal).toMatchObject({ note: '冲正：登错号', outcome: 'voided', serial: 2 })
    await expectRefused(house(), 'K-09', () => back(reversal.id))
    expect(await batchNow(batch.id)).toMatchObject({ voided: 0, state: 'stamped' })
    // An entry of another batch is none of this one's.
    const other = await stampedBatch('QC')
    await accounting(other.batch.id, { serials: [{ serial: 1, outcome: 'returned' }] })
    const [foreign] = await read().findBy(SerialEntry, { batchId: other.batch.id })
    expect((await refusalOf(house(), 'seals', () => back(foreign?.id ?? ''))).type).toBe('conflict')
  })

  it('SEAL-17 goes on with a report of lost strips as it stands, and with none that was taken back', async () => {
    const { batch } = await stampedBatch('QD')
    await accounting(batch.id, {
      serials: [1, 3].map((serial) => ({ serial, outcome: 'lost' as const })),
      loss: { discoveredAt: house().clock.now(), lostFrom: house().clock.today(), circumstances: '途中遗落' }
    })
    const lossNow = () => read().findOneByOrFail(BlankLoss, { batchId: batch.id })
    const { version } = await lossNow()
    const steps = async (at: number) =>
      doing(house(), bureau.director, async (unit) =>
        recordBlankLossSteps(unit, {
          id: (await lossNow()).id,
          version: at,
          leaderId: bureau.head.id,
          leaderReportedAt: house().clock.now()
        })
      )
    for (const at of [version - 1, version + 1])
      expect((await refusalOf(house(), 'seals', () => steps(at))).message).toContain('刚被别人修改过')
    await steps(version)
    expect(await lossNow()).toMatchObject({ leaderId: bureau.head.id, version: version + 1, quantity: 2 })
    const found = async (serial: number) => {
      const entry = await read().findOneByOrFail(SerialEntry, { batchId: batch.id, serial })
      return doing(house(), bureau.squadHead, async (unit) =>
        reverseSerial(unit, {
          id: batch.id,
          version: (await batchNow(batch.id)).version,
          entryId: entry.id,
          reason: '找到了'
        })
      )
    }
    await found(1)
    expect(await lossNow()).toMatchObject({ serials: 'QD0003', quantity: 1, state: 'open' })
    await found(3)
    const revoked = await lossNow()
    expect(revoked.state).toBe('revoked')
    expect((await refusalOf(house(), 'seals', () => steps(revoked.version))).message).toContain('已全部冲正')
  })

  it('SEAL-08 a use taken back no longer has its number; the last that stands is named', async () => {
    const seal = await aSeal(house(), bureau)
    const short = (reasons: Readonly<Record<string, string>> = {}) =>
      doing(
        house(),
        bureau.custodian,
        (unit) =>
          stampShort(unit, {
            ...aPaper(seal, { documentKind: 'introduction', documentNumber: '介字9号', copies: 1 }),
            basis: 'counterfoil',
            applicantId: bureau.clerk.id,
            place: 'custodyRoom'
          }),
        reasons
      )
    const first = await short()
    await expectRefused(house(), 'SEAL-08', () => short(), new RegExp(first.number))
    await doing(house(), bureau.director, (unit) => reverseUse(unit, first.id, '登错'))
    const second = await short()
    await expectRefused(house(), 'SEAL-08', () => short(), new RegExp(second.number))
  })
})
