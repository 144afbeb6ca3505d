// Ties the forms marked data-passkey to allauth's passkey ceremonies. Without JavaScript they stay hidden.
(function () {
  const forms = window.allauth.webauthn.forms
  const setUp = {
    login: (ids) => forms.loginForm({ ids: { login: ids.button, credential: ids.credential } }),
    add: (ids) => forms.signupForm({ ids: { signup: ids.button, credential: ids.credential, data: 'passkey-data' } }),
    prove: (ids) => forms.authenticateForm({ ids: { authenticate: ids.button, credential: ids.credential, data: 'passkey-data' } })
  }
  const section = document.querySelector('[data-passkey]')
  if (!section || !window.PublicKeyCredential) return
  section.hidden = false
  const button = section.querySelector('[data-passkey-button]')
  const credential = section.querySelector('input[name=credential]')
  setUp[section.dataset.passkey]({ button: button.id, credential: credential.id })
  document.addEventListener('allauth.error', (event) => {
    event.preventDefault()
    section.querySelector('[data-passkey-error]').hidden = false
  })
})()
