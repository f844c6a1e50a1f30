// The reader's choice between English, original and both holds for the next
// article too.
const key = 'overview.view';

export function rememberView(): void {
  const inputs = document.querySelectorAll<HTMLInputElement>('input[name=view]');
  if (inputs.length === 0) return;
  const chosen = recall();
  for (const input of inputs) {
    if (input.value === chosen) input.checked = true;
    input.addEventListener('change', () => {
      if (input.checked) keep(input.value);
    });
  }
}

// Storage may be forbidden; then the choice holds for one page.
function recall(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice holds for this page.
  }
}
