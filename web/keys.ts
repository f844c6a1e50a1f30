// The slash key goes to the search field, as on many news sites.
export function searchKey(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target as HTMLElement;
    if (at.closest('input, select, textarea, [contenteditable], [role=application]')) return;
    const field = document.querySelector<HTMLInputElement>('#mast-q');
    if (!field) return;
    event.preventDefault();
    field.focus();
  });
}
