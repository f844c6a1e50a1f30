package web

import (
	"errors"
	"net/http"
	"regexp"
)

// ModelsPath is the address that takes the answer to the offer of a
// translation model. It is the only one that takes POST.
const ModelsPath = "/models"

// modelCode is what a model's language looks like: pt, zh-Hant.
var modelCode = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z]{2,8})?$`)

var errAnswer = errors.New("neither yes nor later")

// model takes the answer to the offer of a model and leads back to where the
// languages are listed.
func (s *Site) model(w http.ResponseWriter, r *http.Request) error {
	code := r.PostFormValue("language")
	if !modelCode.MatchString(code) {
		return errNotFound
	}
	err := errAnswer
	switch r.PostFormValue("do") {
	case "pull":
		err = s.opts.Models.Want(r.Context(), code)
	case "later":
		err = s.opts.Models.Later(r.Context(), code)
	}
	if errors.Is(err, errAnswer) {
		return errNotFound
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/outlets#languages", http.StatusSeeOther)
	return nil
}
