import { BlankLoss, Destruction, Engraving, Loss, LossCourse, Seal } from './register'
import { BlankBatch, Inspection, InspectionSample, Refusal, SealUse, SerialEntry, UseRequest, UseScan } from './usage'

export const sealsAppendOnly = [SealUse, UseScan, Refusal, SerialEntry]

export const sealsEntities = [
  Seal,
  Engraving,
  Loss,
  BlankLoss,
  Destruction,
  UseRequest,
  BlankBatch,
  Inspection,
  InspectionSample,
  ...sealsAppendOnly
]

export {
  BlankBatch,
  BlankLoss,
  Destruction,
  Engraving,
  Inspection,
  InspectionSample,
  Loss,
  LossCourse,
  Refusal,
  Seal,
  SealUse,
  SerialEntry,
  UseRequest,
  UseScan
}
