import { MoreThan } from 'typeorm'
import { contract } from '../../../contract'
import { formatDate } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { rosterOf } from '../../../office/people/roster'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import type { FormModel } from '../../../platform/documents/formModel'
import { Extension, Intake, Standing, Testing } from '../entities'
import { byNumber, fact } from '../forms'
import { mustSee } from '../visibility'
import { extensionDetail } from './rows'

const HEAD = '主要领导意见'

async function formOf(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor } = reading
  const extension = await manager.findOneBy(Extension, { id })
  if (!extension) throw notFound('延期申请')
  await mustSee(manager, actor, extension.squadId, '延期申请')
  const intake = await manager.findOneByOrFail(Intake, { id: extension.intakeId })
  const { people, units } = await rosterOf(manager)
  const boxes = await opinionBoxes(reading, extension.approvalId, 'warehouse.extension')
  const held = await manager.find(Standing, {
    where: { intakeId: intake.id, onHand: MoreThan(0) },
    order: { tag: 'ASC' }
  })
  const testings = await manager.find(Testing, { where: { intakeId: intake.id }, order: { fromDay: 'ASC' } })
  const proof = extension.noticeAttachmentId ? '，告知凭证存档' : '，未存告知凭证'
  const notice = extension.notifiedOn ? `${formatDate(extension.notifiedOn)}已告知${proof}` : ''
  return {
    title: '查封（扣押）延期审批表',
    number: extension.number,
    bureau: await bureauName(manager),
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('当事人', intake.party),
          fact('文书号', intake.documentNumber),
          fact('片区', units.get(extension.squadId)),
          fact('申请人', people.get(extension.applicantId)),
          fact('原期限', `${formatDate(intake.detainedOn)}至${formatDate(extension.originalDueOn)}`),
          fact('拟延至', `${formatDate(extension.extendedDueOn)}（${extension.days}日）`),
          fact(
            '检测期间',
            testings.map(({ fromDay, toDay }) => `${formatDate(fromDay)}至${formatDate(toDay)}`).join('、') || '无',
            3
          ),
          fact('理由', extension.reason, 3)
        ]
      },
      {
        kind: 'lines',
        caption: '物品',
        columns: [
          { key: 'tag', label: '编号', kind: 'text', weight: 3 },
          { key: 'name', label: '名称', kind: 'text', weight: 3 },
          { key: 'quantity', label: '在库数量', kind: 'quantity', weight: 1.5, total: true, per: 'measure' },
          { key: 'measure', label: '单位', kind: 'text', weight: 1 }
        ],
        rows: held.map(({ tag, name, onHand, measure }) => ({ tag, name, quantity: onHand, measure }))
      },
      { kind: 'opinions', boxes: boxes.some(({ label }) => label === HEAD) ? boxes : [...boxes, { label: HEAD }] },
      { kind: 'facts', facts: [fact('告知当事人', notice, 3)] },
      { kind: 'signatures', lines: [{ label: '当事人签收' }, { label: '送达人' }] }
    ]
  }
}

/** 延期审批 */
export const extensionForm: FormDefinition = {
  id: 'warehouse.extension',
  name: '延期审批',
  bears: { extension: ownRecord },
  access: recordAccess(contract.warehouse.extensions.get, extensionDetail),
  make: formOf,
  find: byNumber(Extension)
}
