import type { FieldWordTable } from './field-words.js';

export const frenchWords: FieldWordTable = {
  partnerId: {
    label: 'Id partenaire',
    help: "L'identifiant 3DS de votre société. Les lignes d'un autre partenaire sont refusées.",
  },
  'leadOpportunity.partnerLeadOpportunityId': {
    label: 'Id lead partenaire',
    help: "L'identifiant unique du lead dans votre CRM. C'est par lui que 3DS reconnaît le lead.",
  },
  dsLeadOpportunityId: {
    label: 'Id lead 3DS',
    help: "L'identifiant que 3DS a donné au lead. À laisser vide pour un nouveau lead.",
  },
  'leadOpportunity.name': { label: 'Nom du lead', help: "L'objet du lead, en une ligne." },
  'leadOpportunity.status': { label: 'Étape', help: "L'étape LEVERAGE." },
  'leadOpportunity.forecastCategory': {
    label: 'Catégorie de prévision',
    help: "Le degré de certitude de la commande. Prise en compte à partir de l'étape -3 ; fixée par 3DS une fois l'affaire gagnée ou perdue.",
  },
  'leadOpportunity.closeDate': {
    label: 'Date de clôture',
    help: 'Le jour où la commande est attendue, ou celui où elle a été gagnée ou perdue.',
  },
  'leadOpportunity.currency': {
    label: 'Devise',
    help: 'Code ISO 4217 de tous les montants du lead, par exemple EUR.',
  },
  'leadOpportunity.dsOwnerEmail': {
    label: 'E-mail du responsable 3DS',
    help: 'Votre Partner Sales Manager chez 3DS. Vide : votre responsable principal.',
  },
  'leadOpportunity.description': { label: 'Description', help: 'Texte libre.' },
  'leadOpportunity.nextMilestone': {
    label: 'Prochain jalon',
    help: 'La prochaine étape vers la commande.',
  },
  'leadOpportunity.nextMilestoneDate': {
    label: 'Date du prochain jalon',
    help: 'Le jour de la prochaine étape.',
  },
  'leadOpportunity.cometCampaignCode': {
    label: 'Code campagne',
    help: 'Le code de campagne COMET du marketing de 3DS.',
  },
  'leadOpportunity.gtmTacticId': {
    label: 'Id tactique GTM',
    help: 'La tactique de mise sur le marché (go-to-market) de 3DS.',
  },
  'leadOpportunity.competitors': {
    label: 'Concurrents',
    help: 'Les noms tels que 3DS les emploie, séparés par des points-virgules.',
  },
  'leadOpportunity.reasonWon': {
    label: 'Raisons du gain',
    help: 'Pourquoi la commande a été gagnée. Vide pour un nouveau lead : Stronger value proposition.',
  },
  'leadOpportunity.reasonLost': {
    label: 'Raisons de la perte',
    help: 'Pourquoi la commande a été perdue. Vide pour un nouveau lead : No Project.',
  },
  'leadOpportunity.reasonWonLostComment': {
    label: 'Commentaire sur les raisons',
    help: 'Texte libre à côté des raisons.',
  },
  'customerLegalEntity.name': { label: 'Nom du client', help: 'La raison sociale du client.' },
  'customerLegalEntity.city': { label: 'Ville du client', help: 'La ville du site du client.' },
  'customerLegalEntity.country': {
    label: 'Pays du client',
    help: 'Le pays du site du client, par son nom anglais, par exemple Germany.',
  },
  'customerLegalEntity.addressLine1': { label: 'Adresse du client, ligne 1', help: 'Numéro et rue.' },
  'customerLegalEntity.addressLine2': {
    label: 'Adresse du client, ligne 2',
    help: 'Ce qui ne tient pas sur la première ligne.',
  },
  'customerLegalEntity.zipCode': {
    label: 'Code postal du client',
    help: 'Code postal ; les zéros du début sont conservés.',
  },
  'customerLegalEntity.statePrefecture': {
    label: 'Région du client',
    help: 'Région, province ou préfecture.',
  },
  'customerLegalEntity.websiteUrl': { label: 'Site web du client', help: 'Le site web du client.' },
  'customerLegalEntity.dunsNumber': { label: 'Numéro DUNS du client', help: 'Neuf chiffres.' },
  'customerLegalEntity.vatNumber': {
    label: 'Numéro de TVA du client',
    help: 'Numéro de TVA avec les lettres du pays.',
  },
  'customerLegalEntity.registrationId': {
    label: "Numéro d'immatriculation du client",
    help: 'Numéro au registre du commerce, par exemple le SIREN.',
  },
  'customerLegalEntity.id': {
    label: 'Id site 3DS du client',
    help: "L'identifiant du site du client chez 3DS, si vous le connaissez.",
  },
  'offerLines.offerNameId': {
    label: 'id',
    help: "Le produit : l'identifiant de l'offre dans le portefeuille de 3DS.",
  },
  'offerLines.amount': { label: 'montant', help: 'Montant de la ligne, dans la devise du lead.' },
  'offerLines.revenueType': {
    label: 'type de revenu',
    help: 'Comment la ligne est payée. Vide : Upfront.',
  },
  'offerLines.startDate': {
    label: 'date de début',
    help: 'Premier jour de la location. Seulement pour une location annuelle ou trimestrielle (Rental Booking).',
  },
  'offerLines.endDate': {
    label: 'date de fin',
    help: 'Dernier jour de la location. Seulement pour une location annuelle ou trimestrielle (Rental Booking).',
  },
  'customerContacts.email': {
    label: 'e-mail',
    help: "Adresse e-mail ; c'est par elle que le contact est reconnu.",
  },
  'customerContacts.firstName': { label: 'prénom', help: 'Prénom.' },
  'customerContacts.lastName': { label: 'nom', help: 'Nom de famille.' },
  'customerContacts.salutation': { label: 'civilité', help: 'Par exemple Mme ou M.' },
  'customerContacts.jobTitle': { label: 'fonction', help: "Poste occupé dans l'entreprise." },
  'customerContacts.phoneNumber': {
    label: 'téléphone',
    help: "Avec l'indicatif du pays, par exemple +49 7771 555010.",
  },
  'partnerContacts.salesRepEmail': {
    label: 'e-mail',
    help: 'Adresse e-mail de votre commercial ou commerciale.',
  },
  'partnerContacts.salesRepFirstName': {
    label: 'prénom',
    help: 'Prénom de votre commercial ou commerciale.',
  },
  'partnerContacts.salesRepLastName': {
    label: 'nom',
    help: 'Nom de famille de votre commercial ou commerciale.',
  },
};
