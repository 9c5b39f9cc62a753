import '@bpmn-io/form-js/dist/assets/form-js.css'
import '@bpmn-io/form-js/dist/assets/form-js-editor.css'

export { FormEditor } from '@bpmn-io/form-js'
export { speak } from './formSpeech'
