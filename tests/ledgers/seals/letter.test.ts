import { beforeAll, expect, it } from 'vitest'
import { listInput } from '@main/contract/lists'
import { requestEngraving, registerEngraved } from '@main/ledgers/seals/engraving/acts'
import { engravingForm } from '@main/ledgers/seals/engraving/form'
import { Engraving, Letter, Loss, type Seal } from '@main/ledgers/seals/entities'
import { attachLetterScan, issueLetter, voidLetter, type LetterInput } from '@main/ledgers/seals/letter/acts'
import { letterForm } from '@main/ledgers/seals/letter/form'
import { letterDetail, letterPage } from '@main/ledgers/seals/letter/rows'
import { recordLossSteps, reportLoss } from '@main/ledgers/seals/loss/acts'
import { lossDetail } from '@main/ledgers/seals/loss/rows'
import { searchSeals } from '@main/ledgers/seals/search'
import { sealDetail } from '@main/ledgers/seals/seal/rows'
import { onBothEngines } from '../../support/house'
import { anAttachment } from '../../support/people'
import {
  approved,
  aSeal,
  aSealBureau,
  doing,
  everyone,
  expectRefused,
  readingAs,
  sealNow,
  type SealBureau
} from '../../support/seals'

// DK-05 二（四）: lost seals are engraved again on the office's certificate with the newspaper; 六（二）4: units concerned are
// told; 七（二）: the office certifies that a seal is worn. The clock stands at 2026-09-30.
onBothEngines('letters and certificates of seals', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })
  const lost = async (seal: Seal) =>
    doing(house(), bureau.custodian, async (unit) =>
      reportLoss(unit, {
        sealId: seal.id,
        version: (await sealNow(house(), seal)).version,
        discoveredAt: '2026-09-30T00:30:00.000Z',
        lostFrom: '2026-09-29',
        circumstances: '盘点时不在柜内'
      })
    )
  const steps = async (loss: Loss, plan: object) =>
    doing(
      house(),
      bureau.director,
      async (unit) => {
        const { version } = await unit.load(Loss, loss.id, '遗失报告')
        return recordLossSteps(unit, { id: loss.id, version, ...plan })
      },
      { 'K-13': '材料后到' }
    )
  const police = { policeStation: '城关派出所', policeReportedOn: '2026-09-30' }
  const newspaper = { newspaper: '邵阳日报', newspaperOn: '2026-09-30' }
  const issue = (input: LetterInput, reasons?: Readonly<Record<string, string>>) =>
    doing(house(), bureau.director, (unit) => issueLetter(unit, input), reasons)
  const about = (loss: Loss, plan: Partial<LetterInput> = {}): LetterInput => ({
    of: 'sealLoss',
    subjectId: loss.id,
    kind: 'lossNotice',
    documentNumber: `洞城管函〔2026〕${loss.number.slice(-3)}号`,
    issuedOn: '2026-09-30',
    addressee: '县农商银行、县市场监督管理局',
    ...plan
  })
  const paragraphsOf = async (letter: Letter) => {
    const paper = await letterForm.make(await readingAs(house(), bureau.director), letter.id)
    return { ...paper, said: paper.blocks.flatMap((block) => (block.kind === 'text' ? block.paragraphs : [])).join('') }
  }

  it('SEAL-17 tells units concerned by letter: number, addressee, a day after the loss and not in the future', async () => {
    const seal = await aSeal(house(), bureau)
    const loss = await lost(seal)
    const refused = (plan: Partial<LetterInput>, why: RegExp) =>
      expectRefused(house(), 'SEAL-17', () => issue(about(loss, plan)), why)
    await refused({ documentNumber: undefined, addressee: undefined }, /文号、致送单位/)
    await refused({ issuedOn: '2026-10-01' }, /不能晚于今天/)
    await refused({ issuedOn: '2026-09-28' }, /不能早于遗失起始日期/)
    await refused({ kind: 'worn' }, /不能出具磨损更换证明/)
    expect(await house().database.read.countBy(Letter, { lossId: loss.id })).toBe(0)

    await steps(loss, police)
    const letter = await issue(about(loss))
    const { said, letterhead } = await paragraphsOf(letter)
    expect(said).toBe(
      `我局“${seal.name}”印章（印文：${seal.imprintText}）自2026年9月29日起遗失，已于2026年9月30日向城关派出所报案。` +
        '自2026年9月29日起，凡盖有该印章的任何文书一律无效。特此函告。'
    )
    expect(letterhead?.documentNumber).toBe(letter.documentNumber)
    const reading = await readingAs(house(), bureau.director)
    expect((await lossDetail(reading, loss.id)).letters.map(({ number }) => number)).toEqual([letter.number])
    expect((await letterPage(reading, listInput.parse({ search: loss.number }))).rows).toEqual([
      expect.objectContaining({ number: letter.number, sealName: seal.name, lossNumber: loss.number, scanned: false })
    ])
    expect((await searchSeals(reading, letter.number, 5)).map(({ subjectId }) => subjectId)).toContain(letter.id)
    // The same number to further units is one letter; for another matter it needs a reason.
    await issue(about(loss, { addressee: '县财政局' }))
    const other = await lost(await aSeal(house(), bureau))
    const same = about(other, { documentNumber: letter.documentNumber })
    await expectRefused(house(), 'SEAL-17', () => issue(same), /已用于/)
    await issue(same, { 'SEAL-17': '两枚印章一并函告' })
    // A number nobody used after all is free again.
    const free = '洞城管函〔2026〕999号'
    const wrong = await issue(about(loss, { documentNumber: free }))
    await expectRefused(house(), 'SEAL-17', () => issue(about(other, { documentNumber: free })), /已用于/)
    await doing(house(), bureau.director, (unit) =>
      voidLetter(unit, { id: wrong.id, version: wrong.version, reason: '文号写错' })
    )
    await issue(about(other, { documentNumber: free }))
  })

  it('SEAL-17 a lost seal is engraved again on the certificate of the office, which encloses the newspaper', async () => {
    const seal = await aSeal(house(), bureau)
    const loss = await lost(seal)
    await steps(loss, police)
    const certificate = about(loss, { kind: 'reissue', addressee: '县公安局' })
    await expectRefused(house(), 'SEAL-17', () => issue(certificate), /还没有登报/)
    await steps(loss, newspaper)
    const engraving = await doing(house(), bureau.clerk, (unit) =>
      requestEngraving(unit, house(), {
        name: `${seal.name}补`,
        imprintText: seal.imprintText,
        kind: 'bureau',
        material: 'rubber',
        size: '4.2厘米',
        shape: 'round',
        unitId: bureau.office.id,
        engraving: 'reissue',
        reason: '遗失',
        basis: '遗失报告',
        predecessorId: seal.id,
        originalApproval: '公特刻〔2019〕12号'
      })
    )
    await approved(house(), engraving.approvalId ?? '', everyone(bureau))
    const imprintId = (await anAttachment(house(), '补刻印模.png')).id
    const registering = () =>
      doing(house(), bureau.director, async (unit) =>
        registerEngraved(unit, {
          id: engraving.id,
          version: (await unit.load(Engraving, engraving.id, '刻制申请')).version,
          engraver: '永安刻章店',
          designated: true,
          approvalDocument: '洞城管批〔2026〕9号',
          engravedOn: '2026-09-30',
          imprintId,
          storage: '保管室',
          safeguard: '保险柜'
        })
      )
    await expectRefused(house(), 'SEAL-17', registering, /办公室补刻印章证明/)
    const letter = await issue(certificate)
    const { title, said } = await paragraphsOf(letter)
    expect(title).toBe('补刻印章证明')
    expect(said).toContain('并于2026年9月30日在《邵阳日报》登报声明作废。现申请补刻，附声明作废报纸，请予办理。')
    const paper = await engravingForm.make(await readingAs(house(), bureau.director), engraving.id)
    expect(JSON.stringify(paper.blocks)).toContain(`补刻证明${letter.documentNumber}`)
    expect(await registering()).toMatchObject({ state: 'engraved', predecessorId: seal.id })
  })

  it('SEAL-05 certifies a worn seal that is still there, and no other', async () => {
    const seal = await aSeal(house(), bureau)
    const worn = (of: Seal, plan: Partial<LetterInput> = {}): LetterInput => ({
      of: 'seal',
      subjectId: of.id,
      kind: 'worn',
      documentNumber: `洞城管办证〔2026〕${of.number.slice(-3)}号`,
      issuedOn: '2026-09-30',
      addressee: '县公安局治安大队',
      ...plan
    })
    await expectRefused(house(), 'SEAL-05', () => issue(worn(seal, { kind: 'reissue' })), /不能出具补刻证明/)
    await expectRefused(house(), 'SEAL-05', () => issue(worn(seal, { addressee: undefined })), /致送单位/)
    const gone = await aSeal(house(), bureau)
    await lost(gone)
    await expectRefused(house(), 'SEAL-05', () => issue(worn(gone)), /现为“遗失”/)
    const letter = await issue(worn(seal, { note: '印文“局”字边缘缺损。' }))
    const { said, letterhead } = await paragraphsOf(letter)
    expect(said).toContain('因磨损需重新刻制，破损印章按规定交回我室。印文“局”字边缘缺损。特此证明。')
    expect(letterhead?.issuer).toMatch(/办公室$/)
    // A name that ends in the word is not followed by it again.
    const named = await aSeal(house(), bureau, { name: '法制股印章', imprintText: '某局法制股' })
    expect((await paragraphsOf(await issue(worn(named)))).said).toContain('我局“法制股印章”（印文：某局法制股）因磨损')
    expect((await sealDetail(await readingAs(house(), bureau.custodian), seal.id)).letters).toHaveLength(1)
  })

  it('SEAL-17 a wrong paper is made void with its reason and stays; only the office issues, attaches and voids', async () => {
    const loss = await lost(await aSeal(house(), bureau))
    const letter = await issue(about(loss))
    const scanId = (await anAttachment(house(), '函告.pdf')).id
    const scanned = await doing(house(), bureau.director, (unit) =>
      attachLetterScan(unit, { id: letter.id, version: letter.version, scanId })
    )
    const reading = await readingAs(house(), bureau.director)
    expect(await letterDetail(reading, letter.id)).toMatchObject({
      scanId,
      subject: { of: 'sealLoss', id: loss.id },
      row: { scanned: true, state: 'issued' }
    })
    await doing(house(), bureau.director, (unit) =>
      voidLetter(unit, { id: letter.id, version: scanned.version, reason: '文号写错' })
    )
    const { row, actions } = await letterDetail(reading, letter.id)
    expect(row).toMatchObject({ state: 'void', voidReason: '文号写错' })
    expect(actions.map(({ enabled }) => enabled)).toEqual([false, false])
    expect((await paragraphsOf(letter)).notes?.join('')).toContain('已作废，原因：文号写错')
    await expect(
      doing(house(), bureau.director, (unit) => attachLetterScan(unit, { id: letter.id, version: row.version, scanId }))
    ).rejects.toThrow(/函告证明/)
    // What happens after it was issued is not what it said.
    house().clock.setDay('2026-10-08')
    await steps(loss, { ...police, newspaper: '邵阳日报', newspaperOn: '2026-10-08' })
    const { said } = await paragraphsOf(letter)
    expect(said).toContain('城关派出所')
    expect(said).not.toContain('邵阳日报')
    await expect(letterDetail(await readingAs(house(), bureau.clerk), letter.id)).rejects.toMatchObject({
      type: 'notFound'
    })
  })
})
