import { contract } from '../../../contract'
import { formatDate } from '../../../contract/display'
import { letterKinds } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { BlankBatch, BlankLoss, Letter, Loss, Seal, type LossCourse } from '../entities'
import { letterDetail } from './rows'

/** What was reported and declared by the day the paper is issued, as far as it is on record. */
function stepsSaid(
  { policeStation, policeReportedOn, newspaper, newspaperOn }: LossCourse,
  { issuedOn }: Pick<Letter, 'issuedOn'>
): string {
  const by = (day: string | null) => day !== null && day <= issuedOn
  const police =
    policeReportedOn &&
    by(policeReportedOn) &&
    `已于${formatDate(policeReportedOn)}向${policeStation ?? '公安机关'}报案`
  const notice = newspaperOn && by(newspaperOn) && `${newspaper ? `在《${newspaper}》` : ''}登报声明作废`
  return [police, notice && `于${formatDate(newspaperOn)}${notice}`].filter(Boolean).join('，并')
}

const sentence = (...parts: readonly (string | null)[]): string => `${parts.filter((part) => part).join('，')}。`

async function batchOf({ manager }: Reading, blankLossId: string): Promise<BlankBatch> {
  const { batchId } = await manager.findOneByOrFail(BlankLoss, { id: blankLossId })
  return manager.findOneByOrFail(BlankBatch, { id: batchId })
}

/** A seal by its name and imprint; a name that says it is one (…章) is not followed by the word again. */
const sealWords = ({ name, imprintText }: Pick<Seal, 'name' | 'imprintText'>): string =>
  `“${name}”${/[章印鉴]$/u.test(name) ? '' : '印章'}（印文：${imprintText}）`

async function words(reading: Reading, letter: Letter): Promise<readonly string[]> {
  const { manager } = reading
  const { kind, sealId, lossId, blankLossId } = letter
  const seal = sealWords(await manager.findOneByOrFail(Seal, { id: sealId }))
  if (blankLossId !== null) {
    const loss = await manager.findOneByOrFail(BlankLoss, { id: blankLossId })
    const { format } = await batchOf(reading, blankLossId)
    return [
      sentence(
        `我局盖有${seal}的空白${format}，号码${loss.serials}，共${loss.quantity}份，自${formatDate(loss.lostFrom)}起遗失`,
        stepsSaid(loss, letter)
      ),
      `自${formatDate(loss.lostFrom)}起，凡用上列号码填发的文书一律无效。`,
      '特此函告。'
    ]
  }
  if (lossId === null) return [`我局${seal}因磨损需重新刻制，破损印章按规定交回我室。`, '特此证明。']
  const loss = await manager.findOneByOrFail(Loss, { id: lossId })
  const lost = sentence(`我局${seal}自${formatDate(loss.lostFrom)}起遗失`, stepsSaid(loss, letter))
  return kind === 'reissue'
    ? [lost, '现申请补刻，附声明作废报纸，请予办理。', '特此证明。']
    : [lost, `自${formatDate(loss.lostFrom)}起，凡盖有该印章的任何文书一律无效。`, '特此函告。']
}

/** 函告、证明: an official page to whom it is addressed. */
export const letterForm: FormDefinition = {
  id: 'seal-letter',
  name: '遗失函告、补刻和磨损证明',
  access: recordAccess(contract.seals.letters.get, letterDetail),
  // Sent to others, it prints as it was issued.
  bears: { sealLetter: ownRecord },
  find: async ({ manager }, number) => (await manager.findOneBy(Letter, { number }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const letter = await manager.findOneBy(Letter, { id })
    if (!letter) throw notFound('函告证明')
    const bureau = await bureauName(manager)
    const { name } = await manager.findOneByOrFail(Seal, { id: letter.sealId })
    const issuer = letter.kind === 'lossNotice' ? bureau : `${bureau}办公室`
    const blanks = letter.blankLossId && (await batchOf(reading, letter.blankLossId))
    const titles = {
      lossNotice: `关于${blanks ? `空白${blanks.format}` : `“${name}”`}遗失作废的函`,
      reissue: '补刻印章证明',
      worn: '印章磨损更换证明'
    } as const
    const said = await words(reading, letter)
    return {
      title: titles[letter.kind],
      number: letter.number,
      bureau,
      letterhead: { issuer, documentNumber: letter.documentNumber },
      blocks: [
        {
          kind: 'text',
          addressee: `${letter.addressee}：`,
          paragraphs: [...said.slice(0, -1), ...(letter.note ? [letter.note] : []), ...said.slice(-1)]
        },
        { kind: 'text', paragraphs: [], closing: { name: issuer, date: letter.issuedOn } }
      ],
      ...(letter.state === 'void'
        ? { notes: [`本${letterKinds[letter.kind]}已作废，原因：${letter.voidReason ?? ''}`] }
        : {})
    }
  }
}
