package segment

// ModelHeader is what a models' file says of itself, as one line of JSON in
// front of the models.
type ModelHeader struct {
	Version int                `json:"features"`        // see Version
	Date    string             `json:"date"`            // of the training
	Sets    map[string]int     `json:"pages"`           // labelled pages by set
	Made    int                `json:"pages_cut_down"`  // pages made from them
	Folds   int                `json:"folds"`           // of the cross-validation
	BodyF1  map[string]float64 `json:"body_f1_by_fold"` // by set, over publishers that training did not see
}
