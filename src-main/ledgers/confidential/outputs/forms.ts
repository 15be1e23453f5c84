import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { destructionForm, incidentForm, publicationForm, returnForm } from './endingForms'
import { circulationForm, copyForm, receiptForm } from './fileForms'

/** The Word forms of the ledger, in the order of the printed catalogue of outputs. */
export const confidentialForms: readonly FormDefinition[] = [
  receiptForm,
  circulationForm,
  copyForm,
  returnForm,
  destructionForm,
  publicationForm,
  incidentForm
]
