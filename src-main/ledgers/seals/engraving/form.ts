import { In } from 'typeorm'
import { contract } from '../../../contract'
import { formatDate } from '../../../contract/display'
import { engravingKinds, letterKinds, sealKinds } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { Engraving, Seal } from '../entities'
import { lettersOn } from '../letter/rows'
import { imprintBlock, imprintOf } from '../seal/imprint'
import { engravingDetail, engravingRows } from './rows'

/** 刻制(更换)申请表, with the box the imprint is put into. */
export const engravingForm: FormDefinition = {
  id: 'seal-engraving',
  name: '刻制(更换)申请表',
  access: recordAccess(contract.seals.engravings.get, engravingDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Engraving, { number }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const engraving = await manager.findOneBy(Engraving, { id })
    if (!engraving) throw notFound('刻制申请')
    const [row] = await engravingRows(manager, [engraving])
    if (!row) throw notFound('刻制申请')
    const certificates = engraving.predecessorId
      ? await lettersOn(manager, { sealId: engraving.predecessorId, kind: In(['reissue', 'worn']), state: 'issued' })
      : []
    const seal = engraving.sealId ? await manager.findOneBy(Seal, { id: engraving.sealId }) : null
    return {
      title: '印章刻制（更换）申请表',
      number: row.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '印章名称', value: row.name },
            { label: '事项', value: engravingKinds[row.kind] },
            { label: '印文', value: row.imprintText, span: 3 },
            { label: '规格', value: row.spec, span: 3 },
            { label: '申请部门', value: row.unitName },
            { label: '申请人', value: row.applicantName },
            { label: '申请日期', value: formatDate(row.submittedOn) },
            { label: '类别', value: sealKinds[row.sealKind] },
            { label: '理由', value: row.reason, span: 3 },
            { label: '依据', value: row.basis, span: 3 },
            {
              label: '原印章处理',
              value: [
                [row.predecessorName, row.oldSealHandling].filter((words) => words).join('：'),
                ...certificates.map(({ kind, documentNumber }) => `${letterKinds[kind]}${documentNumber}`)
              ]
                .filter((words) => words)
                .join('；'),
              span: 3
            }
          ]
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, engraving.approvalId) },
        {
          kind: 'facts',
          facts: [
            { label: '刻制单位', value: row.engraver ?? '' },
            { label: '刻制日期', value: formatDate(row.engravedOn) }
          ]
        },
        imprintBlock('印模', await imprintOf(reading, seal?.imprintId ?? null))
      ]
    }
  }
}
