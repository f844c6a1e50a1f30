// The offer of a translation model is answered without leaving the page.
export function answerOffer(): void {
  const notice = document.querySelector<HTMLElement>('[data-offer]');
  const form = notice?.querySelector('form');
  const words = notice?.querySelector('p');
  if (!notice || !form || !words) return;
  form.addEventListener('submit', (event) => {
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (!button) return;
    event.preventDefault();
    const body = new URLSearchParams({ language: form.querySelector('input')?.value ?? '', do: button.value });
    for (const b of form.querySelectorAll('button')) b.disabled = true;
    fetch(form.action, { method: 'POST', body, redirect: 'manual' }).then((answer) => {
      // A redirect is the answer to who has no script; here it says "done".
      if (answer.type !== 'opaqueredirect' && !answer.ok) throw new Error(String(answer.status));
      if (button.value === 'later') notice.remove();
      else said(form, words);
    }).catch(() => {
      words.textContent = 'That could not be noted. Try again in a moment.';
      for (const b of form.querySelectorAll('button')) b.disabled = false;
    });
  });
}

function said(form: HTMLElement, words: HTMLElement): void {
  form.remove();
  words.setAttribute('role', 'status');
  words.textContent = 'It is being fetched. Headlines come into English by themselves when it is here.';
}
