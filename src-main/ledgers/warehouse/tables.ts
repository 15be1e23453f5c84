import {
  choice,
  code,
  date,
  flag,
  image,
  images,
  longText,
  moment,
  reference,
  text,
  unit
} from '../../contract/recordField'
import { cleanup } from '../../contract/warehouse/cleanup'
import { exit } from '../../contract/warehouse/exit'
import { extension } from '../../contract/warehouse/extension'
import { keeping } from '../../contract/warehouse/keeping'
import { line } from '../../contract/warehouse/line'
import { storeKey } from '../../contract/warehouse/room'
import { spotStates } from '../../contract/warehouse/words'
import type { TableWords } from '../../office/ledgerModule'
import { Cleanup, Exit, Extension, Keeping, SpotSeizure, Standing, WarehouseKey } from './entities'

/** What the tables whose rows change are called, column by column. */
export const warehouseTables: readonly TableWords[] = [
  {
    entity: Standing,
    label: '在库物品',
    record: line,
    also: {
      intakeDay: date('入库日期'),
      dueAt: moment('到期时间'),
      dueRule: code('到期依据'),
      statutoryOn: date('法定到期日'),
      ownerlessOn: date('可按无主物品处理之日'),
      calendarMissing: flag('节假日表未载入')
    }
  },
  {
    entity: Exit,
    label: '出库单',
    record: exit,
    also: {
      decisionAttachmentId: image('决定文书扫描件'),
      proxyAttachmentId: image('委托书'),
      announcement: longText('公告情况'),
      photoIds: images('照片'),
      deputyId: reference('片区副职', 'id'),
      reason: longText('理由'),
      cleanupId: reference('清整', 'id'),
      responsibility: longText('责任认定'),
      opening: flag('期初')
    }
  },
  { entity: Extension, label: '延期审批', record: extension, also: { noticeAttachmentId: image('告知书') } },
  {
    entity: SpotSeizure,
    label: '当场扣押报批',
    record: { fields: { decidedAt: moment('决定时间'), state: choice('状态', spotStates) } },
    also: { intakeId: reference('入库单', 'id') }
  },
  {
    entity: Keeping,
    label: '委托保管',
    record: keeping,
    also: {
      squadId: unit('片区', 'id'),
      duties: longText('保管责任'),
      agreementAttachmentId: image('保管协议'),
      lineIds: reference('物品明细', 'id')
    }
  },
  {
    entity: Cleanup,
    label: '清整仓库',
    record: cleanup,
    also: { firstDay: date('开始日期'), lastDay: date('截止日期'), participants: text('指派的参加人') }
  },
  { entity: WarehouseKey, label: '仓库钥匙', record: storeKey }
]
