import { beforeAll, expect, it } from 'vitest'
import { Handover, Signature } from '@main/office/entities'
import { dueSeals } from '@main/ledgers/seals/due'
import { handOver, type HandOverInput } from '@main/ledgers/seals/custody/acts'
import { handoversOf } from '@main/ledgers/seals/custody/handovers'
import { sealsHeldBy } from '@main/ledgers/seals/clearance'
import { sealProofs } from '@main/ledgers/seals/proofs'
import { stamp } from '@main/ledgers/seals/use/stamp'
import type { Seal } from '@main/ledgers/seals/entities'
import type { Person } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { refusalOf } from '../../support/refusals'
import {
  anApprovedRequest,
  aSeal,
  aSealBureau,
  doing,
  expectRefused,
  pen,
  readingAs,
  sealNow,
  type SealBureau
} from '../../support/seals'

onBothEngines('custody of a seal', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })

  const passing = async (
    seal: Seal,
    from: Person,
    to: Person,
    plan: Partial<HandOverInput> = {}
  ): Promise<HandOverInput> => ({
    id: seal.id,
    version: (await sealNow(house(), seal)).version,
    kind: 'transfer',
    toPersonId: to.id,
    keysHandedOver: false,
    reason: '工作调整',
    signatures: { from: pen(from), to: pen(to) },
    ...plan
  })
  const handed = async (by: Person, input: HandOverInput) => doing(house(), by, (unit) => handOver(unit, input))

  it('SEAL-06 is passed on by its keeper or the office, for a unit’s own seal on the word of that unit’s head', async () => {
    for (const kind of ['unit', 'institution'] as const) {
      const seal = await aSeal(house(), bureau, {
        kind,
        unitId: bureau.squad.id,
        scope: ['certificate'],
        custodianId: bureau.squadHead.id
      })
      const input = await passing(seal, bureau.squadHead, bureau.clerk, { arrangedById: bureau.squadHead.id })
      const stranger = await refusalOf(house(), 'seals', () => handed(bureau.deputy, input))
      expect(stranger.message).toContain('由现保管人或办公室办理')
      await handed(bureau.squadHead, input)
      expect((await sealNow(house(), seal)).custodianId).toBe(bureau.clerk.id)
    }
    const bureauSeal = await aSeal(house(), bureau, { unitId: bureau.squad.id })
    await expectRefused(
      house(),
      'SEAL-06',
      async () =>
        handed(
          bureau.custodian,
          await passing(bureauSeal, bureau.custodian, bureau.deputy, { arrangedById: bureau.squadHead.id })
        ),
      /指定保管人/
    )
  })

  it('SEAL-06 passes custody only when both sign, and enters the handover', async () => {
    const seal = await aSeal(house(), bureau)
    const unnamed = await passing(seal, bureau.custodian, bureau.deputy)
    // Two signatures alone make nobody a keeper: a leader names who it is to be.
    await expectRefused(house(), 'SEAL-06', () => handed(bureau.custodian, unnamed), /指定保管人/)
    await expectRefused(
      house(),
      'SEAL-06',
      () => handed(bureau.custodian, { ...unnamed, arrangedById: bureau.squadHead.id }),
      /指定保管人/
    )
    const input = { ...unnamed, arrangedById: bureau.director.id }
    await expectRefused(
      house(),
      'SEAL-06',
      () => handed(bureau.custodian, { ...input, signatures: {} }),
      /唐监印签字.*罗干事签字/
    )
    await expectRefused(
      house(),
      'SEAL-06',
      async () =>
        handed(bureau.custodian, {
          ...input,
          signatures: { ...input.signatures, to: pen(bureau.clerk) }
        }),
      /罗干事签字/
    )
    expect(await sealNow(house(), seal)).toMatchObject({ custodianId: bureau.custodian.id })
    const { handover } = await handed(bureau.custodian, input)
    expect(await sealNow(house(), seal)).toMatchObject({ custodianId: bureau.deputy.id })
    expect(await house().database.read.findOneByOrFail(Handover, { id: handover.id })).toMatchObject({
      kind: 'transfer',
      fromName: '唐监印',
      toName: '罗干事',
      ledger: 'seals'
    })
    expect(
      (await house().database.read.findBy(Signature, { subjectId: handover.id })).map(({ role }) => role).sort()
    ).toEqual(['接收人', '移交人'])
    await expectRefused(
      house(),
      'SEAL-06',
      async () => handed(bureau.director, await passing(seal, bureau.deputy, bureau.deputy)),
      /不需要交接/
    )
  })

  it('SEAL-06 lets nobody else pass the seal on', async () => {
    const seal = await aSeal(house(), bureau)
    const input = await passing(seal, bureau.custodian, bureau.clerk)
    await expect(handed(bureau.clerk, input)).rejects.toMatchObject({ type: 'forbidden' })
  })

  it('K-11 gives no seal to temporary staff', async () => {
    const seal = await aSeal(house(), bureau)
    const input = await passing(seal, bureau.custodian, bureau.temp)
    await expectRefused(house(), 'K-11', () => handed(bureau.custodian, input))
  })

  it('SEAL-06 lets a stand-in be named only by a leader, never privately, and not handed on', async () => {
    const seal = await aSeal(house(), bureau)
    const input = await passing(seal, bureau.custodian, bureau.deputy, {
      kind: 'standIn',
      until: '2026-10-12',
      keysHandedOver: true,
      reason: '外出培训'
    })
    await expectRefused(house(), 'SEAL-06', () => handed(bureau.custodian, input), /指定保管人（代管人）/)
    await expectRefused(
      house(),
      'SEAL-06',
      () => handed(bureau.custodian, { ...input, arrangedById: bureau.clerk.id }),
      /指定保管人（代管人）/
    )
    await expectRefused(house(), 'K-07', () =>
      handed(bureau.custodian, { ...input, arrangedById: bureau.director.id, until: undefined, keysHandedOver: false })
    )
    await handed(bureau.custodian, { ...input, arrangedById: bureau.director.id })
    expect(await sealNow(house(), seal)).toMatchObject({
      custodianId: bureau.deputy.id,
      standsInForId: bureau.custodian.id,
      standInUntil: '2026-10-12',
      keyHolderId: bureau.deputy.id
    })
    const onward = await passing(seal, bureau.deputy, bureau.clerk, {
      kind: 'standIn',
      until: '2026-10-05',
      keysHandedOver: true,
      arrangedById: bureau.director.id
    })
    await expect(handed(bureau.deputy, onward)).rejects.toMatchObject({ type: 'invalid' })
  })

  it('SEAL-06 stops a stand-in whose time is over from stamping until the seal is handed back, and reminds of it', async () => {
    const seal = await aSeal(house(), bureau)
    const request = await anApprovedRequest(house(), bureau, seal)
    await handed(
      bureau.custodian,
      await passing(seal, bureau.custodian, bureau.deputy, {
        kind: 'standIn',
        until: '2026-10-02',
        keysHandedOver: true,
        arrangedById: bureau.director.id
      })
    )
    expect(await dueSeals(await readingAs(house(), bureau.director))).toContainEqual(
      expect.objectContaining({ rule: 'SEAL-06', subjectId: seal.id, dueOn: '2026-10-02' })
    )
    const stamping = {
      requestId: request.id,
      version: request.version,
      copies: 1,
      blank: false,
      place: 'custodyRoom' as const
    }
    const before = house().clock.now()
    house().clock.setDay('2026-10-03')
    await expectRefused(
      house(),
      'SEAL-06',
      () => doing(house(), bureau.deputy, (unit) => stamp(unit, stamping)),
      /代管已期满/
    )
    await handed(
      bureau.deputy,
      await passing(seal, bureau.deputy, bureau.custodian, { reason: '代管期满交回', keysHandedOver: true })
    )
    expect(await sealNow(house(), seal)).toMatchObject({ standInUntil: null, standsInForId: null })
    expect((await doing(house(), bureau.custodian, (unit) => stamp(unit, stamping))).custodianName).toBe('唐监印')
    house().clock.set(before)
  })

  it('SEAL-20 keeps the finance seal and private seals in different hands, keys as well', async () => {
    const finance = await aSeal(house(), bureau, { kind: 'finance', custodianId: bureau.cashier.id })
    await expectRefused(
      house(),
      'SEAL-20',
      () => aSeal(house(), bureau, { kind: 'personal', custodianId: bureau.cashier.id }),
      /分人保管/
    )
    const personal = await aSeal(house(), bureau, { kind: 'personal', custodianId: bureau.financeHead.id })
    await expectRefused(house(), 'SEAL-20', async () =>
      handed(bureau.director, await passing(finance, bureau.cashier, bureau.financeHead))
    )
    await expectRefused(house(), 'SEAL-20', async () =>
      handed(bureau.director, await passing(finance, bureau.cashier, bureau.financeHead, { kind: 'key' }))
    )
    await handed(
      bureau.financeHead,
      await passing(personal, bureau.financeHead, bureau.deputy, { arrangedById: bureau.director.id })
    )
    await handed(bureau.director, await passing(finance, bureau.cashier, bureau.financeHead))
    expect(await sealNow(house(), finance)).toMatchObject({ custodianId: bureau.financeHead.id })
  })

  it('K-08 lists seals in a person’s hands until they are handed over', async () => {
    const seal = await aSeal(house(), bureau, { custodianId: bureau.squadHead.id })
    const held = () => sealsHeldBy(house().database.read, bureau.squadHead.id, house().clock.today())
    expect(await held()).toEqual([expect.objectContaining({ number: seal.number, label: `印章：${seal.name}` })])
    await handed(
      bureau.squadHead,
      await passing(seal, bureau.squadHead, bureau.custodian, { arrangedById: bureau.leader.id })
    )
    expect(await held()).toEqual([])
  })

  it('SEAL-06 the last handover is the one entered last, also by a machine whose clock is behind', async () => {
    const seal = await aSeal(house(), bureau)
    const arrangedById = bureau.director.id
    const { handover: first } = await handed(
      bureau.custodian,
      await passing(seal, bureau.custodian, bureau.deputy, { arrangedById })
    )
    house().clock.advanceMinutes(-3)
    const { handover: second } = await handed(
      bureau.deputy,
      await passing(seal, bureau.deputy, bureau.custodian, { arrangedById })
    )
    expect(second.at < first.at).toBe(true)
    expect((await handoversOf(house().database.read, seal.id)).at(-1)?.id).toBe(second.id)
    for (const prove of sealProofs) expect(await prove(house().database.read)).toEqual([])
    house().clock.advanceMinutes(3)
  })

  it('proves that custody and keys are those of the last handover', async () => {
    for (const proof of sealProofs) expect(await proof(house().database.read)).toEqual([])
    const seal = await aSeal(house(), bureau)
    await house().database.writer.query(`UPDATE seals SET custodian_id = '${bureau.clerk.id}' WHERE id = '${seal.id}'`)
    const wrong = (await Promise.all(sealProofs.map((proof) => proof(house().database.read)))).flat()
    expect(wrong).toEqual([{ number: seal.number, why: expect.stringContaining('最后一次交接') }])
  })
})
