/** The part of form-js that shows forms; import it when a form is to be seen, not before. */
import '@bpmn-io/form-js/dist/assets/form-js.css'

export { Form } from '@bpmn-io/form-js'
