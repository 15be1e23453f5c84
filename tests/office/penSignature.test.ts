import { describe, expect, it, beforeAll } from 'vitest'
import { penFlaw, type PenStrokes } from '@main/contract/pen'
import { verifyHouse } from '@main/office/administration/verify'
import { Account, PenInk, Signature, type Person } from '@main/office/entities'
import { drawnPicture, provePens, shapeOf } from '@main/office/penInk'
import { readingOf } from '@main/office/procedure'
import { sign, signAll } from '@main/office/signatures'
import { signatureLines } from '@main/office/records/signatureLines'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { pixelsOf } from '@main/platform/documents/pictureSize'
import { onBothEngines } from '../support/house'
import { aBureau, anAttachment, aPerson, aUnit, arranging } from '../support/people'
import { anInk, penOf } from '../support/pen'
import { as, faultOf } from '../support/officeCalls'

describe('what nobody signs with', () => {
  const drawn = (points: readonly (readonly [x: number, y: number, ms: number])[]): PenStrokes => [
    points.map(([x, y, ms]) => ({ x, y, ms }))
  ]
  const line = (count: number, everyMs: number) =>
    drawn(Array.from({ length: count }, (_, step) => [20 + 8 * step, 40, step * everyMs] as const))

  it('takes ten points over a tenth of a second, and names what a drawing lacks', () => {
    // The tenth point comes after nine steps: 9 × 12 ms = 108 ms, 9 × 11 ms = 99 ms.
    expect(penFlaw(line(10, 12))).toBeUndefined()
    expect(penFlaw(line(9, 50))).toBe('手写签名的笔画太少，请完整签写姓名')
    expect(penFlaw(line(10, 11))).toBe('手写签名没有书写过程，请当面重写')
    expect(penFlaw(line(10, 0))).toBe('手写签名没有书写过程，请当面重写')
    expect(penFlaw(drawn(Array.from({ length: 40 }, (_, step) => [50, 50, step * 20] as const)))).toBe(
      '手写签名的笔画太少，请完整签写姓名'
    )
    expect(penFlaw([...line(10, 30), ...line(10, 30)])).toBe('手写签名的笔画时间前后颠倒，请当面重写')
  })

  it('knows a drawing again wherever it is on the pad and however fast', () => {
    const ink = anInk()
    const copied = ink.map((stroke) => stroke.map(({ x, y, ms }) => ({ x: x + 7, y: y - 3, ms: ms * 2 + 5 })))
    expect(shapeOf(copied)).toBe(shapeOf(ink))
    expect(shapeOf(ink.slice(1))).not.toBe(shapeOf(ink))
  })
})

onBothEngines('pen signatures', (house) => {
  let officer: Person
  beforeAll(async () => {
    await aBureau(house())
    officer = await aPerson(house(), { posts: ['head'], pin: '4826' })
  })

  /** A seal handed to a stand-in: the keeper gives their PIN, the stand-in signs as told. */
  const handing = async (pin?: string) => {
    const keeper = await aPerson(house(), { posts: ['sealCustodian'], pin: '3719' })
    const deputy = await aPerson(house(), { unitId: (await aUnit(house())).id, ...(pin ? { pin } : {}) })
    const [appointment] = await as(house(), officer).office.appointments({ personId: keeper.id })
    const hand = (to: object) =>
      as(house(), keeper).office.standIn({
        appointmentId: appointment?.id ?? '',
        toPersonId: deputy.id,
        from: house().clock.today(),
        until: '2099-01-01',
        keysHandedOver: true,
        reason: '出差',
        signatures: { from: { by: 'pin', personId: keeper.id, pin: '3719' }, to: to as never }
      })
    return { keeper, deputy, hand }
  }
  const messageOf = async (attempt: Promise<unknown>) => (await faultOf(attempt)).message

  it('refuses a picture that was uploaded, and strokes nobody drew', async () => {
    const { deputy, hand } = await handing()
    const picture = await anAttachment(house(), '签名.png')
    expect((await faultOf(hand({ by: 'pen', personId: deputy.id, attachmentId: picture.id }))).code).toBe('invalid')
    const still = anInk().map((stroke) => stroke.map((point) => ({ ...point, ms: 0 })))
    expect(await messageOf(hand({ by: 'pen', personId: deputy.id, strokes: still }))).toBe(
      '手写签名没有书写过程，请当面重写'
    )
    expect(await messageOf(hand({ by: 'pen', personId: deputy.id, strokes: [] }))).toBe('请当面手写签名')
    expect(await house().database.read.countBy(Signature, { personId: deputy.id })).toBe(0)
  })

  it('keeps what was drawn with its signature, bound to the act and what it wrote, and prints it', async () => {
    const { deputy, hand } = await handing()
    const pen = penOf(deputy)
    await hand(pen)
    const signature = await house().database.read.findOneByOrFail(Signature, { personId: deputy.id })
    expect(signature).toMatchObject({ method: 'pen', role: '接收人', attachmentId: null, subjectType: 'handover' })
    const ink = await house().database.read.findOneByOrFail(PenInk, { signatureId: signature.id })
    expect(JSON.parse(ink.strokes)).toEqual(pen.strokes)
    const entry = await house().database.read.findOneByOrFail(AuditEntry, { chain: ink.chain, seq: ink.seq })
    expect(entry.entries.map(({ id }) => id)).toEqual(expect.arrayContaining([signature.id, ink.id]))
    const [line] = await signatureLines(await readingOf(house()), [signature.subjectId], ['接收人'])
    expect(line?.name).toBe(deputy.name)
    expect(line?.signature).toEqual({ drawnFor: signature.id })
    expect(pixelsOf((await drawnPicture(house().database.read, signature.id)) ?? new Uint8Array())).toBe(360 * 120)
    expect(await provePens(house().database.read)).toEqual([])
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('refuses what was drawn before, for another act or for two in one', async () => {
    const first = await handing()
    const pen = penOf(first.deputy)
    await first.hand(pen)
    const second = await handing()
    const again = { by: 'pen', personId: second.deputy.id, strokes: pen.strokes }
    expect(await messageOf(second.hand(again))).toBe(`${second.deputy.name}的手写签名与以前用过的一模一样，请当面重写`)
    await second.hand(penOf(second.deputy))

    const [one, other] = [await aPerson(house(), {}), await aPerson(house(), {})]
    const drawn = penOf(one)
    const subject = { type: 'test', id: one.id }
    const copied = { ...drawn, personId: other.id }
    const repeated = `${other.name}的手写签名与以前用过的一模一样，请当面重写`
    expect(
      await messageOf(
        arranging(house(), (unit) =>
          signAll(
            unit,
            [drawn, copied].map((input, index) => ({ input, role: `签字人${index}` })),
            subject
          )
        )
      )
    ).toBe(repeated)
    const inTurn = arranging(house(), async (unit) => {
      await sign(unit, drawn, '交出人', subject)
      await sign(unit, copied, '接收人', subject)
    })
    expect(await messageOf(inTurn)).toBe(repeated)
    expect(await house().database.read.countBy(Signature, { subjectId: one.id })).toBe(0)
  })

  it('takes the pen of somebody with an account only while they are signed in, whatever became of their PIN', async () => {
    const { deputy, hand } = await handing('5937')
    const away = `${deputy.name}有自己的账号，没有登录时不能手写签名，请本人输入签字码`
    expect(await messageOf(hand(penOf(deputy)))).toBe(away)
    const account = await house().database.read.findOneByOrFail(Account, { personId: deputy.id })
    await arranging(house(), (unit) =>
      unit.update(Account, account, { pinFailures: 5, pinLockedUntil: '2099-01-01T00:00:00.000Z' }, '账号')
    )
    const locked = await messageOf(hand({ by: 'pin', personId: deputy.id, pin: '5937' }))
    expect(locked).toContain('签字码连续输错5次')
    expect(locked).not.toContain('手写')
    expect(await messageOf(hand(penOf(deputy)))).toBe(away)
    const sessionId = house().sessions.newId()
    const seated = { personId: deputy.id, accountId: account.id, login: account.login, passwordDays: new Map() }
    house().sessions.set(sessionId, { ...seated, locked: true })
    expect(await messageOf(hand(penOf(deputy)))).toBe(away)
    house().sessions.set(sessionId, { ...seated, locked: false })
    await hand(penOf(deputy))
  })

  it('names the signature whose strokes were put in place of others, or taken to another act', async () => {
    const { deputy, hand } = await handing()
    await hand(penOf(deputy))
    const { writer } = house().database
    const signature = await house().database.read.findOneByOrFail(Signature, { personId: deputy.id })
    if (writer.options.type === 'postgres') await writer.query('ALTER TABLE pen_strokes DISABLE TRIGGER USER')
    else await writer.query('DROP TRIGGER IF EXISTS pen_strokes_keep_update')
    const where = `WHERE signature_id = '${signature.id}'`
    await writer.query(`UPDATE pen_strokes SET seq = seq - 1 ${where}`)
    const why = `${deputy.name}的手写签名与签字时的内容不符`
    expect(await provePens(house().database.read)).toMatchObject([{ why }])
    await writer.query(`UPDATE pen_strokes SET seq = seq + 1 ${where}`)
    expect(await provePens(house().database.read)).toEqual([])
    await writer.query(`UPDATE pen_strokes SET strokes = '${JSON.stringify(anInk())}' ${where}`)
    expect(await provePens(house().database.read)).toMatchObject([{ why }])
    expect(await verifyHouse(house())).toMatchObject({ ok: false })
  })
})
