package read

import "testing"

func TestAsWritten(t *testing.T) {
	const text = "İzmir: “It tastes,” said Solène d'Aubrac of the USS  Abraham Lincoln; Abrahams know."
	for words, want := range map[string]string{
		"solène d aubrac":     "Solène d'Aubrac",
		"uss abraham lincoln": "USS  Abraham Lincoln",
		"lincoln abrahams":    "Abrahams",
		"abraham":             "Abraham",
		"nobody":              "nobody",
		"":                    "",
	} {
		if got := asWritten(text, words); got != want {
			t.Errorf("asWritten(%q) = %q, want %q", words, got, want)
		}
	}
}
